"""Airflow's API server alone, with the project's plugins, in a process of its own: `python api_server.py PORT`."""

import sys


def main() -> None:
    """Make Airflow's tables the short way (not by its hundred migrations), and serve."""
    import os

    # What `airflow api-server` says of itself: Connections come from Airflow's own database.
    os.environ["_AIRFLOW_PROCESS_CONTEXT"] = "server"
    import uvicorn
    from airflow.utils.db import initdb

    initdb()
    from airflow.api_fastapi.app import create_app

    uvicorn.run(create_app(apps="core"), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")


if __name__ == "__main__":
    main()
