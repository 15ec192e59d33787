"""What `manage.py up` and `manage.py test` start on one machine.

Production uses database.py alone (`manage.py prepare_database`).
"""
