"""表单: forms as versioned documents, from which pages, contracts and read-only views are made."""
