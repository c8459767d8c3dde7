"""What screens and other apps ask of the cases."""
