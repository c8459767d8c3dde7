"""The workbench of those who keep sites."""
