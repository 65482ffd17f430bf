"""Order: which stage follows which, and the commands a person types. No logic, no SQL."""
