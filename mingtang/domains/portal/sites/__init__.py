"""The sites of the cluster, their trees of pages, and how the public reads them."""
