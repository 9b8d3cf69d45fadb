"""The IVR interpreter: begin and step a flow, lint one, make the first one. Format flow/1."""

from telephony.engine.flow.defaults import default_flow
from telephony.engine.flow.interpreter import begin, step
from telephony.engine.flow.lint import lint
from telephony.engine.flow.problem import Problem, Refs
from telephony.engine.flow.schema import FLOW_SCHEMA
from telephony.engine.flow.state import FlowContext, FlowState, Outcome, Step, TraceEntry

__all__ = [
    "FLOW_SCHEMA",
    "FlowContext",
    "FlowState",
    "Outcome",
    "Problem",
    "Refs",
    "Step",
    "TraceEntry",
    "begin",
    "default_flow",
    "lint",
    "step",
]
