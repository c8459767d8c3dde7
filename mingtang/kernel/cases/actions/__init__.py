"""Changes beside the commands: what people fill in, and what they keep at their desk."""
