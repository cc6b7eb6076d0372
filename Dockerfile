# Airflow, and Tocsin with the versions that were tested together. Built by `docker compose build`.
# The slim image holds Airflow alone. The full one brings some thirty providers of other people's systems, several
# of which can't live with our lock.
FROM apache/airflow:slim-3.3.2-python3.11

# The image's own user, never root: pip installs for it.
USER airflow

# Before the code: a change of the code alone installs nothing again.
COPY --chown=airflow:0 requirements.txt constraints.txt /opt/tocsin/
COPY --chown=airflow:0 .docker/requirements.txt /opt/tocsin/.docker/requirements.txt
RUN pip install --no-cache-dir -c /opt/tocsin/constraints.txt \
    -r /opt/tocsin/requirements.txt -r /opt/tocsin/.docker/requirements.txt

COPY --chown=airflow:0 dags /opt/airflow/dags
COPY --chown=airflow:0 plugins /opt/airflow/plugins
COPY --chown=airflow:0 include /opt/airflow/include

# A volume takes its first content and its owner from here: the group's, since compose may run as any user of it.
RUN mkdir -p /opt/airflow/auth && chmod 0770 /opt/airflow/auth

# The library is imported from where it lies, as docker-compose.yaml mounts it.
ENV PYTHONPATH=/opt/airflow/include
