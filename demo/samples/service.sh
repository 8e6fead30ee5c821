# access keys come from Alibaba Cloud's credential chain; all copies have the same secrets
export IMM_REGION_ID=cn-shanghai IMM_PROJECT_NAME=my-project
export WEBOFFICE_SECRET_FILE=/run/secrets/weboffice

# either: grants
export WEBOFFICE_GRANT_SECRET_FILE=/run/secrets/grants WEBOFFICE_GRANT_AUDIENCE=my-app
# or: the webhook
# export WEBOFFICE_WEBHOOK_SECRET_FILE=/run/secrets/webhook WEBOFFICE_WEBHOOK_URL=https://app.example.com/authorize

npx imm-weboffice-server
