"""Pages of the directory, one module per noun. Each fetches through permission, calls one action, renders."""
