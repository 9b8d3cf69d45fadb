"""Addresses of the set-up API, under /api/v1/."""

from django.urls import path

from telephony.api.setup import flows, numbers, queues

urlpatterns = [
    path("flows", flows.FlowsView.as_view()),
    path("flows/<int:flow_id>", flows.FlowView.as_view()),
    path("flows/<int:flow_id>/draft", flows.FlowDraftView.as_view()),
    path("flows/<int:flow_id>/publish", flows.FlowPublishView.as_view()),
    path("queues", queues.QueuesView.as_view()),
    path("queues/<int:queue_id>", queues.QueueView.as_view()),
    path("hours", queues.HoursListView.as_view()),
    path("hours/<int:hours_id>", queues.HoursView.as_view()),
    path("numbers", numbers.NumbersView.as_view()),
    path("numbers/available", numbers.AvailableNumbersView.as_view()),
    path("numbers/<int:number_id>", numbers.NumberView.as_view()),
]
