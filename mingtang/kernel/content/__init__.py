"""Files and materials: what people bring, kept once by its digest, checked, previewed and re-used with its provenance."""
