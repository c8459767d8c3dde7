"""pdfium reads and draws PDFs, but is not made for threads: whoever uses it in this process holds this lock meanwhile."""

from threading import Lock

one_at_a_time = Lock()
