"""The onboarding app: sign-up and the setting-up of a new company."""

from django.apps import AppConfig


class OnboardingConfig(AppConfig):
    name = "infra.onboarding"
    label = "onboarding"
    verbose_name = "Sign-up"
    default_auto_field = "django.db.models.BigAutoField"
