# Two images from one file. Both run as a user who owns no file in them; docker-compose.yml makes
# their file systems read-only.
#
# `backup`: PostgreSQL's own programs, of the server's version, and the code (SECURITY.md).
FROM postgres:18-bookworm AS backup

RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 python3-venv \
    && rm -rf /var/lib/apt/lists/* \
    && python3 -m venv /opt/venv

WORKDIR /app
COPY requirements.lock ./
RUN /opt/venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock

COPY . ./
ENV DJANGO_SETTINGS_MODULE=rco_network.settings.base \
    PATH=/opt/venv/bin:/usr/local/bin:/usr/bin:/bin \
    PG_BIN=/usr/lib/postgresql/18/bin \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp
USER postgres
ENTRYPOINT []
CMD ["python", "manage.py", "backup", "--keep-going"]

# The product: the packages of requirements.lock, the code, the collected static files.
FROM python:3.11-slim-bookworm AS product

RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin rco

WORKDIR /app
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.lock

COPY . ./
ENV DJANGO_SETTINGS_MODULE=rco_network.settings.base \
    PYTHONUNBUFFERED=1 \
    STATIC_ROOT=/app/static-collected \
    HOME=/tmp
# Collecting reads no setting but needs them all to be there; these reach no running container.
RUN SECRET_KEY=unused FIELD_KEYS=unused \
    DATABASE_URL=postgresql://unused@unused/unused \
    DATABASE_REPORTING_URL=postgresql://unused@unused/unused REDIS_URL=redis://unused \
    python manage.py collectstatic --noinput --verbosity 0

USER 10001
EXPOSE 8000
CMD ["gunicorn", "rco_network.wsgi", "--config", "python:rco_network.settings.gunicorn", \
     "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", \
     "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
