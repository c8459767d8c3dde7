"""表单 for programs."""
