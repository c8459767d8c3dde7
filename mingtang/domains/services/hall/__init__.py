"""The hall (政务大厅): windows, queue, appointments, and the desk where results are handed out."""
