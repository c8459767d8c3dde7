"""Disclosure on request (依申请公开): requests as cases, from the form to the reply."""
