"""How gunicorn is run: `gunicorn --config python:rco_network.settings.gunicorn`.

No query string, since searches are names; no address of a visitor; nothing of a path that is not
ours. A proxy in front keeps a log of its own: hold it to the same.
"""

accesslog = "-"
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
logger_class = "rco_network.core.server_logs.GunicornLog"

# Seconds. A worker whose threads are all stuck is replaced after `timeout`; one that is told to
# stop may finish what it is at.
timeout = 60
graceful_timeout = 30
keepalive = 5
# A new process now and then, not all at once: what leaks stays small.
max_requests = 5000
max_requests_jitter = 500
# A request line and a header that no page of ours needs is refused.
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190
