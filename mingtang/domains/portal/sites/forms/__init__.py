"""What people type: readers in columns, keepers of sites in the workbench."""
