import asyncio

from newsledger.fetch.room import Room, Ticket


def test_places_and_bytes_are_waited_for() -> None:
    async def scene() -> list[str]:
        room, seen = Room(2, 100), list[str]()

        async def guest(name: str) -> None:
            await room.enter()
            seen.append(name)

        await room.enter()
        room.fill(100)
        waiting = [asyncio.create_task(guest(name)) for name in "ab"]
        await asyncio.sleep(0)
        assert seen == []  # a place, but no room for bytes
        room.leave(100)
        await asyncio.sleep(0.01)
        assert seen == ["a", "b"]
        waiting.append(asyncio.create_task(guest("c")))
        await asyncio.sleep(0.01)
        assert seen == ["a", "b"]  # room for bytes, but no place
        room.leave(0)
        await asyncio.gather(*waiting)
        return seen

    assert asyncio.run(scene()) == ["a", "b", "c"]


def test_a_ticket_takes_one_place_however_often_it_is_tried() -> None:
    async def scene() -> None:
        room = Room(1, 1)
        ticket = Ticket(room)
        await ticket.take()
        await asyncio.wait_for(ticket.take(), 1)
        await asyncio.wait_for(Ticket(None).take(), 1)

    asyncio.run(scene())
