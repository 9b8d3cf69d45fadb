"""Addresses of the sockets."""

from django.urls import path

from telephony.realtime.consumers import DeskConsumer

urlpatterns = [path("ws/desk", DeskConsumer.as_asgi())]
