"""Roads between cities of the gazetteer, and a made-up timetable of trains. No functions of the catalog.

Lengths are those of the usual main road between two centres, rounded to whole kilometres. Trains run every day.
"""

from __future__ import annotations

from typing import NamedTuple

_ROADS = """
Warsaw|Łódź|130
Warsaw|Radom|105
Warsaw|Lublin|170
Warsaw|Białystok|195
Warsaw|Płock|112
Warsaw|Siedlce|92
Warsaw|Elbląg|280
Warsaw|Olsztyn|213
Warsaw|Piotrków Trybunalski|142
Warsaw|Konin|208
Płock|Włocławek|58
Łódź|Piotrków Trybunalski|52
Łódź|Konin|115
Łódź|Kalisz|112
Łódź|Wrocław|220
Łódź|Włocławek|115
Piotrków Trybunalski|Częstochowa|90
Częstochowa|Katowice|75
Częstochowa|Opole|98
Katowice|Krakow|80
Katowice|Gliwice|28
Katowice|Sosnowiec|10
Katowice|Tychy|18
Katowice|Bielsko-Biała|60
Gliwice|Opole|82
Gliwice|Ostrava|75
Gliwice|Rybnik|28
Opole|Wrocław|98
Wrocław|Legnica|72
Wrocław|Gliwice|165
Wrocław|Wałbrzych|78
Wrocław|Poznań|182
Wrocław|Kalisz|118
Legnica|Zielona Góra|105
Legnica|Dresden|205
Poznań|Konin|104
Poznań|Kalisz|132
Poznań|Bydgoszcz|138
Poznań|Gorzów Wielkopolski|145
Poznań|Zielona Góra|152
Poznań|Berlin|275
Konin|Włocławek|85
Włocławek|Toruń|58
Toruń|Bydgoszcz|47
Toruń|Grudziądz|66
Toruń|Olsztyn|175
Grudziądz|Gdańsk|115
Bydgoszcz|Koszalin|200
Gdańsk|Sopot|13
Sopot|Gdynia|10
Gdańsk|Elbląg|60
Gdynia|Słupsk|108
Słupsk|Koszalin|70
Koszalin|Kołobrzeg|45
Kołobrzeg|Szczecin|145
Koszalin|Szczecin|160
Szczecin|Świnoujście|105
Szczecin|Gorzów Wielkopolski|105
Szczecin|Berlin|150
Gorzów Wielkopolski|Zielona Góra|115
Elbląg|Olsztyn|100
Olsztyn|Suwałki|205
Suwałki|Augustów|31
Augustów|Białystok|92
Augustów|Łomża|105
Łomża|Białystok|80
Łomża|Warsaw|150
Suwałki|Kaunas|135
Białystok|Siedlce|150
Siedlce|Lublin|120
Radom|Kielce|78
Radom|Lublin|112
Kielce|Krakow|115
Kielce|Sandomierz|90
Sandomierz|Rzeszów|85
Sandomierz|Lublin|110
Lublin|Rzeszów|168
Lublin|Zamość|88
Lublin|Chełm|72
Chełm|Zamość|60
Krakow|Tarnów|85
Krakow|Zakopane|105
Krakow|Nowy Sącz|102
Krakow|Bielsko-Biała|88
Tarnów|Rzeszów|83
Tarnów|Nowy Sącz|58
Rzeszów|Przemyśl|87
Przemyśl|Lviv|98
Bielsko-Biała|Ostrava|75
Bielsko-Biała|Bratislava|330
Zakopane|Budapest|340
Ostrava|Brno|170
Brno|Prague|206
Brno|Vienna|134
Brno|Bratislava|130
Wałbrzych|Prague|190
Prague|Dresden|150
Prague|Munich|382
Dresden|Berlin|193
Dresden|Leipzig|112
Leipzig|Berlin|190
Leipzig|Munich|430
Leipzig|Frankfurt|390
Berlin|Hamburg|289
Hamburg|Copenhagen|475
Frankfurt|Cologne|190
Frankfurt|Munich|393
Cologne|Brussels|212
Cologne|Amsterdam|262
Brussels|Paris|312
Brussels|Amsterdam|212
Munich|Salzburg|145
Munich|Zurich|314
Salzburg|Vienna|297
Vienna|Bratislava|80
Vienna|Budapest|243
Budapest|Košice|262
Budapest|Zagreb|344
Vienna|Ljubljana|384
Ljubljana|Zagreb|140
Ljubljana|Venice|243
Venice|Milan|268
Zurich|Milan|281
Kaunas|Vilnius|103
Kaunas|Riga|268
Vilnius|Riga|294
Riga|Tallinn|309
"""

_EDGES = tuple(
    edge
    for start, end, km in (row.split("|") for row in _ROADS.strip().splitlines())
    for edge in ((start, end, int(km)), (end, start, int(km)))
)
ROADS = {
    start: {end: km for city, end, km in _EDGES if city == start} for start in sorted({edge[0] for edge in _EDGES})
}
"""City -> its neighbours by road, with kilometres."""


class Stop(NamedTuple):
    """Where and when a train stops: minutes after midnight; first arrival and last departure are the same minute."""

    city: str
    arrives: int
    departs: int


class Train(NamedTuple):
    """A train of the made-up timetable."""

    number: str
    category: str
    stops: tuple[Stop, ...]


_TRAINS = """
EIP-3104|EIP|Warsaw 06:02,Katowice 08:34,Gliwice 09:03
EIP-3127|EIP|Warsaw 07:47,Krakow 10:06,Tarnów 11:02,Rzeszów 11:58
EIP-3160|EIP|Krakow 06:55,Warsaw 09:15,Gdańsk 12:02,Sopot 12:20,Gdynia 12:31
EIP-3143|EIP|Gdynia 13:28,Sopot 13:39,Gdańsk 13:58,Warsaw 16:46,Krakow 19:05
EIP-3189|EIP|Wrocław 05:40,Opole 06:22,Częstochowa 07:25,Warsaw 09:22
EIP-3192|EIP|Warsaw 17:05,Częstochowa 19:04,Opole 20:06,Wrocław 20:50
IC-6210|IC|Warsaw 08:10,Łódź 09:34,Kalisz 11:12,Wrocław 12:58
IC-6235|IC|Wrocław 14:20,Kalisz 16:08,Łódź 17:44,Warsaw 19:10
IC-8311|IC|Warsaw 06:55,Konin 08:41,Poznań 09:32,Gorzów Wielkopolski 11:20,Szczecin 12:51
IC-8336|IC|Szczecin 15:10,Gorzów Wielkopolski 16:40,Poznań 18:31,Konin 19:20,Warsaw 21:08
IC-5408|IC|Warsaw 09:25,Toruń 12:02,Bydgoszcz 12:50
IC-5417|IC|Bydgoszcz 16:05,Toruń 16:54,Warsaw 19:30
IC-1022|IC|Warsaw 10:15,Siedlce 11:14,Białystok 12:33,Suwałki 14:46
IC-1047|IC|Suwałki 15:20,Białystok 17:32,Siedlce 18:50,Warsaw 19:51
IC-2309|IC|Warsaw 07:20,Lublin 09:10,Chełm 10:05
IC-2350|IC|Chełm 16:50,Lublin 17:48,Warsaw 19:38
TLK-3815|TLK|Krakow 05:35,Katowice 06:40,Opole 08:12,Wrocław 09:20,Poznań 11:35,Szczecin 14:40
TLK-3862|TLK|Szczecin 13:15,Poznań 16:20,Wrocław 18:40,Opole 19:48,Katowice 21:20,Krakow 22:25
TLK-5710|TLK|Gdynia 06:10,Gdańsk 06:42,Elbląg 07:55,Olsztyn 09:30
TLK-5739|TLK|Olsztyn 17:15,Elbląg 18:52,Gdańsk 20:06,Gdynia 20:38
TLK-3911|TLK|Krakow 08:20,Zakopane 11:05
TLK-3940|TLK|Zakopane 16:40,Krakow 19:26
EC-4401|EC|Warsaw 09:55,Poznań 12:28,Berlin 15:20
EC-4410|EC|Berlin 12:40,Poznań 15:30,Warsaw 18:08
EC-1016|EC|Warsaw 10:40,Katowice 13:16,Ostrava 14:42,Vienna 17:49
EC-1037|EC|Vienna 11:10,Ostrava 14:15,Katowice 15:44,Warsaw 18:20
"""
_STOP_MINUTES = 3


def _minutes(clock: str) -> int:
    return 60 * int(clock[:2]) + int(clock[3:])


def _stops(written: str) -> tuple[Stop, ...]:
    places = [(each[:-6], _minutes(each[-5:])) for each in written.split(",")]
    last = len(places) - 1
    return tuple(
        Stop(city, departs if number in {0, last} else departs - _STOP_MINUTES, departs)
        for number, (city, departs) in enumerate(places)
    )


TRAINS = tuple(
    Train(number, category, _stops(stops))
    for number, category, stops in (row.split("|") for row in _TRAINS.strip().splitlines())
)
