"""Pages: for whoever asks, and for officials."""
