"""Who may ask the desk for what: hosts, origins, the way in, roles, form tokens, sizes, rates, headers.

Guard(app, door, hosts, limits)     the middleware; everything the desk answers goes through it
visitor() -> Visitor                who asks, anywhere below the guard
equip(templates)                    gives templates csrf_field(), csrf_headers() and visitor()

A form that changes something carries `{{ csrf_field() }}` as its first field; a page whose script sends
requests has `<body {{ csrf_headers() }}>` for htmx, or reads the token from `visitor().csrf`.
"""

from riwaya.desk.guard.door import Door, TokenDoor
from riwaya.desk.guard.hosts import Hosts
from riwaya.desk.guard.limits import Limits
from riwaya.desk.guard.middleware import Guard
from riwaya.desk.guard.visitor import Role, Visitor, equip, visitor

__all__ = ["Door", "Guard", "Hosts", "Limits", "Role", "TokenDoor", "Visitor", "equip", "visitor"]
