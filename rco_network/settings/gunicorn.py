"""How gunicorn writes its log: `gunicorn --config python:rco_network.settings.gunicorn`.

No query string, since searches are names; no address of a visitor; nothing of a path that is not
ours. A proxy in front keeps a log of its own: hold it to the same.
"""

accesslog = "-"
access_log_format = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'
logger_class = "rco_network.core.server_logs.GunicornLog"
