# The production image: the packages of requirements.lock, the code, the collected static files.
# It runs as a user who owns none of them; docker-compose.yml makes the file system read-only.
FROM python:3.11-slim-bookworm

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
    DATABASE_URL=postgresql://unused@unused/unused REDIS_URL=redis://unused \
    python manage.py collectstatic --noinput --verbosity 0

USER 10001
EXPOSE 8000
CMD ["gunicorn", "rco_network.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
