"""What `manage.py up` and `manage.py test` start on one machine. Production imports none of it."""
