"""Celery tasks of identity."""

from celery import shared_task
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

from tenants.directory import facade as directory


@shared_task
def send_invitation(tenant_key: str, email: str, name: str, url: str, locale: str) -> None:
    """Mail an invitation in the company's language; the address proves itself by opening the link."""
    company = directory.tenant_by_key(tenant_key).name
    context = {"name": name, "company": company, "url": url}
    with translation.override(locale):
        folder = "zh-hans" if locale == "zh-hans" else "en"
        subject = render_to_string(f"identity/mail/{folder}/invitation_subject.txt", context).strip()
        text = render_to_string(f"identity/mail/{folder}/invitation.txt", context)
    send_mail(subject, text, None, [email])
