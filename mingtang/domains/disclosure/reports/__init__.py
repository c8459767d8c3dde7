"""The annual report on open government (年度报告): counted, checked, written, signed, published, summed up."""
