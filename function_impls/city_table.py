"""Cities of the bundled gazetteer. No functions of the catalog.

Coordinates are those of the centre, rounded to 0.01 degree. Populations are those of the city proper, rounded to three
figures and meant for comparison: Polish cities of over 100,000 people at the end of 2023 as a list after Statistics
Poland has them, all others about 2023 from general knowledge. Polish towns name their voivodeship.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import NamedTuple


class City(NamedTuple):
    """A row of the gazetteer; ``voivodeship`` is empty outside Poland."""

    name: str
    polish_name: str
    country: str
    latitude: float
    longitude: float
    population: int
    zone: str
    voivodeship: str


_POLAND = """
Warszawa|52.23|21.01|1860000|mazowieckie
Kraków|50.06|19.94|806000|małopolskie
Wrocław|51.11|17.03|674000|dolnośląskie
Łódź|51.77|19.46|652000|łódzkie
Poznań|52.41|16.93|538000|wielkopolskie
Gdańsk|54.35|18.65|487000|pomorskie
Szczecin|53.43|14.55|389000|zachodniopomorskie
Bydgoszcz|53.12|18.01|326000|kujawsko-pomorskie
Lublin|51.25|22.57|330000|lubelskie
Białystok|53.13|23.16|292000|podlaskie
Katowice|50.26|19.02|279000|śląskie
Gdynia|54.52|18.53|241000|pomorskie
Częstochowa|50.81|19.12|206000|śląskie
Radom|51.40|21.15|196000|mazowieckie
Toruń|53.01|18.60|195000|kujawsko-pomorskie
Rzeszów|50.04|22.00|197000|podkarpackie
Sosnowiec|50.29|19.10|187000|śląskie
Kielce|50.87|20.63|182000|świętokrzyskie
Gliwice|50.29|18.67|170000|śląskie
Olsztyn|53.78|20.49|167000|warmińsko-mazurskie
Zabrze|50.32|18.79|154000|śląskie
Bielsko-Biała|49.82|19.04|166000|śląskie
Bytom|50.35|18.92|148000|śląskie
Zielona Góra|51.94|15.51|139000|lubuskie
Rybnik|50.10|18.54|131000|śląskie
Ruda Śląska|50.26|18.86|130000|śląskie
Opole|50.67|17.93|126000|opolskie
Tychy|50.13|18.99|122000|śląskie
Gorzów Wielkopolski|52.74|15.23|115000|lubuskie
Elbląg|54.16|19.40|113000|warmińsko-mazurskie
Dąbrowa Górnicza|50.33|19.20|113000|śląskie
Płock|52.55|19.71|111000|mazowieckie
Wałbrzych|50.77|16.28|102000|dolnośląskie
Włocławek|52.65|19.07|101000|kujawsko-pomorskie
Tarnów|50.01|20.99|103000|małopolskie
Chorzów|50.30|18.95|100000|śląskie
Koszalin|54.19|16.17|106000|zachodniopomorskie
Kalisz|51.76|18.09|93400|wielkopolskie
Legnica|51.21|16.16|92500|dolnośląskie
Grudziądz|53.48|18.75|88900|kujawsko-pomorskie
Słupsk|54.46|17.03|86200|pomorskie
Jaworzno|50.20|19.27|87400|śląskie
Nowy Sącz|49.62|20.69|80400|małopolskie
Siedlce|52.17|22.29|75800|mazowieckie
Konin|52.22|18.25|67900|wielkopolskie
Piotrków Trybunalski|51.41|19.70|68200|łódzkie
Suwałki|54.10|22.93|68600|podlaskie
Łomża|53.18|22.06|60100|podlaskie
Zamość|50.72|23.25|58900|lubelskie
Przemyśl|49.78|22.77|56500|podkarpackie
Chełm|51.14|23.47|57000|lubelskie
Zakopane|49.30|19.95|25500|małopolskie
Sopot|54.44|18.56|32300|pomorskie
Kołobrzeg|54.18|15.58|43600|zachodniopomorskie
Świnoujście|53.91|14.25|39300|zachodniopomorskie
Sandomierz|50.68|21.75|21600|świętokrzyskie
Augustów|53.84|22.98|28300|podlaskie
"""

_WORLD = """
Berlin|Berlin|DE|52.52|13.41|3760000|Europe/Berlin
Hamburg|Hamburg|DE|53.55|9.99|1890000|Europe/Berlin
Munich|Monachium|DE|48.14|11.58|1510000|Europe/Berlin
Cologne|Kolonia|DE|50.94|6.96|1080000|Europe/Berlin
Frankfurt|Frankfurt nad Menem|DE|50.11|8.68|773000|Europe/Berlin
Dresden|Drezno|DE|51.05|13.74|563000|Europe/Berlin
Leipzig|Lipsk|DE|51.34|12.37|616000|Europe/Berlin
Stuttgart|Stuttgart|DE|48.78|9.18|633000|Europe/Berlin
Prague|Praga|CZ|50.08|14.44|1360000|Europe/Prague
Brno|Brno|CZ|49.20|16.61|397000|Europe/Prague
Ostrava|Ostrawa|CZ|49.82|18.26|284000|Europe/Prague
Bratislava|Bratysława|SK|48.15|17.11|476000|Europe/Bratislava
Košice|Koszyce|SK|48.72|21.26|226000|Europe/Bratislava
Vienna|Wiedeń|AT|48.21|16.37|1980000|Europe/Vienna
Salzburg|Salzburg|AT|47.81|13.06|156000|Europe/Vienna
Budapest|Budapeszt|HU|47.50|19.04|1680000|Europe/Budapest
Vilnius|Wilno|LT|54.69|25.28|592000|Europe/Vilnius
Kaunas|Kowno|LT|54.90|23.90|305000|Europe/Vilnius
Riga|Ryga|LV|56.95|24.11|609000|Europe/Riga
Tallinn|Tallinn|EE|59.44|24.75|454000|Europe/Tallinn
Kyiv|Kijów|UA|50.45|30.52|2950000|Europe/Kyiv
Lviv|Lwów|UA|49.84|24.03|717000|Europe/Kyiv
Odesa|Odessa|UA|46.48|30.73|1010000|Europe/Kyiv
Minsk|Mińsk|BY|53.90|27.57|1990000|Europe/Minsk
Moscow|Moskwa|RU|55.76|37.62|13100000|Europe/Moscow
Saint Petersburg|Petersburg|RU|59.94|30.31|5600000|Europe/Moscow
London|Londyn|GB|51.51|-0.13|8870000|Europe/London
Manchester|Manchester|GB|53.48|-2.24|552000|Europe/London
Edinburgh|Edynburg|GB|55.95|-3.19|514000|Europe/London
Dublin|Dublin|IE|53.35|-6.26|593000|Europe/Dublin
Paris|Paryż|FR|48.86|2.35|2100000|Europe/Paris
Lyon|Lyon|FR|45.76|4.84|522000|Europe/Paris
Marseille|Marsylia|FR|43.30|5.37|873000|Europe/Paris
Nice|Nicea|FR|43.70|7.27|348000|Europe/Paris
Brussels|Bruksela|BE|50.85|4.35|188000|Europe/Brussels
Antwerp|Antwerpia|BE|51.22|4.40|536000|Europe/Brussels
Amsterdam|Amsterdam|NL|52.37|4.90|918000|Europe/Amsterdam
Rotterdam|Rotterdam|NL|51.92|4.48|664000|Europe/Amsterdam
Luxembourg|Luksemburg|LU|49.61|6.13|132000|Europe/Luxembourg
Zurich|Zurych|CH|47.37|8.54|443000|Europe/Zurich
Geneva|Genewa|CH|46.20|6.14|205000|Europe/Zurich
Bern|Berno|CH|46.95|7.45|137000|Europe/Zurich
Rome|Rzym|IT|41.90|12.50|2750000|Europe/Rome
Milan|Mediolan|IT|45.46|9.19|1350000|Europe/Rome
Venice|Wenecja|IT|45.44|12.33|250000|Europe/Rome
Naples|Neapol|IT|40.85|14.27|913000|Europe/Rome
Florence|Florencja|IT|43.77|11.26|362000|Europe/Rome
Madrid|Madryt|ES|40.42|-3.70|3330000|Europe/Madrid
Barcelona|Barcelona|ES|41.39|2.17|1660000|Europe/Madrid
Seville|Sewilla|ES|37.39|-5.98|684000|Europe/Madrid
Lisbon|Lizbona|PT|38.72|-9.14|567000|Europe/Lisbon
Porto|Porto|PT|41.15|-8.61|249000|Europe/Lisbon
Copenhagen|Kopenhaga|DK|55.68|12.57|653000|Europe/Copenhagen
Stockholm|Sztokholm|SE|59.33|18.07|985000|Europe/Stockholm
Gothenburg|Göteborg|SE|57.71|11.97|605000|Europe/Stockholm
Malmö|Malmö|SE|55.60|13.00|362000|Europe/Stockholm
Oslo|Oslo|NO|59.91|10.75|717000|Europe/Oslo
Bergen|Bergen|NO|60.39|5.32|291000|Europe/Oslo
Helsinki|Helsinki|FI|60.17|24.94|674000|Europe/Helsinki
Reykjavik|Reykjavík|IS|64.15|-21.94|140000|Atlantic/Reykjavik
Athens|Ateny|GR|37.98|23.73|643000|Europe/Athens
Thessaloniki|Saloniki|GR|40.64|22.94|319000|Europe/Athens
Sofia|Sofia|BG|42.70|23.32|1290000|Europe/Sofia
Bucharest|Bukareszt|RO|44.43|26.10|1720000|Europe/Bucharest
Cluj-Napoca|Kluż-Napoka|RO|46.77|23.59|287000|Europe/Bucharest
Belgrade|Belgrad|RS|44.79|20.45|1200000|Europe/Belgrade
Zagreb|Zagrzeb|HR|45.81|15.98|767000|Europe/Zagreb
Split|Split|HR|43.51|16.44|161000|Europe/Zagreb
Ljubljana|Lublana|SI|46.06|14.51|286000|Europe/Ljubljana
Sarajevo|Sarajewo|BA|43.86|18.41|276000|Europe/Sarajevo
Skopje|Skopje|MK|42.00|21.43|527000|Europe/Skopje
Tirana|Tirana|AL|41.33|19.82|389000|Europe/Tirane
Valletta|Valletta|MT|35.90|14.51|5160|Europe/Malta
Nicosia|Nikozja|CY|35.17|33.36|56800|Asia/Nicosia
Istanbul|Stambuł|TR|41.01|28.98|15700000|Europe/Istanbul
Ankara|Ankara|TR|39.93|32.86|5800000|Europe/Istanbul
Tbilisi|Tbilisi|GE|41.72|44.79|1240000|Asia/Tbilisi
Yerevan|Erywań|AM|40.18|44.51|1100000|Asia/Yerevan
Baku|Baku|AZ|40.41|49.87|2340000|Asia/Baku
Jerusalem|Jerozolima|IL|31.77|35.21|982000|Asia/Jerusalem
Tel Aviv|Tel Awiw|IL|32.08|34.78|474000|Asia/Jerusalem
Cairo|Kair|EG|30.04|31.24|10200000|Africa/Cairo
Lagos|Lagos|NG|6.45|3.39|15900000|Africa/Lagos
Nairobi|Nairobi|KE|-1.29|36.82|4400000|Africa/Nairobi
Addis Ababa|Addis Abeba|ET|9.03|38.74|3950000|Africa/Addis_Ababa
Johannesburg|Johannesburg|ZA|-26.20|28.05|4800000|Africa/Johannesburg
Cape Town|Kapsztad|ZA|-33.92|18.42|4770000|Africa/Johannesburg
Algiers|Algier|DZ|36.75|3.06|2700000|Africa/Algiers
Accra|Akra|GH|5.56|-0.20|2390000|Africa/Accra
Dubai|Dubaj|AE|25.20|55.27|3650000|Asia/Dubai
Riyadh|Rijad|SA|24.71|46.68|7010000|Asia/Riyadh
Baghdad|Bagdad|IQ|33.31|44.37|7680000|Asia/Baghdad
Tehran|Teheran|IR|35.69|51.39|9380000|Asia/Tehran
Karachi|Karaczi|PK|24.86|67.01|20400000|Asia/Karachi
Delhi|Delhi|IN|28.65|77.23|16800000|Asia/Kolkata
Mumbai|Mumbaj|IN|19.08|72.88|12500000|Asia/Kolkata
Bengaluru|Bengaluru|IN|12.97|77.59|8440000|Asia/Kolkata
Kolkata|Kalkuta|IN|22.57|88.36|4500000|Asia/Kolkata
Kathmandu|Katmandu|NP|27.72|85.32|862000|Asia/Kathmandu
Dhaka|Dhaka|BD|23.81|90.41|10300000|Asia/Dhaka
Bangkok|Bangkok|TH|13.76|100.50|8300000|Asia/Bangkok
Hanoi|Hanoi|VN|21.03|105.85|8590000|Asia/Ho_Chi_Minh
Singapore|Singapur|SG|1.29|103.85|5920000|Asia/Singapore
Kuala Lumpur|Kuala Lumpur|MY|3.14|101.69|1980000|Asia/Kuala_Lumpur
Jakarta|Dżakarta|ID|-6.21|106.85|10700000|Asia/Jakarta
Manila|Manila|PH|14.60|120.98|1850000|Asia/Manila
Hong Kong|Hongkong|HK|22.32|114.17|7500000|Asia/Hong_Kong
Beijing|Pekin|CN|39.90|116.41|21900000|Asia/Shanghai
Shanghai|Szanghaj|CN|31.23|121.47|24900000|Asia/Shanghai
Shenzhen|Shenzhen|CN|22.54|114.06|17700000|Asia/Shanghai
Taipei|Tajpej|TW|25.03|121.57|2510000|Asia/Taipei
Seoul|Seul|KR|37.57|126.98|9390000|Asia/Seoul
Tokyo|Tokio|JP|35.68|139.69|14200000|Asia/Tokyo
Osaka|Osaka|JP|34.69|135.50|2760000|Asia/Tokyo
Sydney|Sydney|AU|-33.87|151.21|5450000|Australia/Sydney
Melbourne|Melbourne|AU|-37.81|144.96|5210000|Australia/Melbourne
Brisbane|Brisbane|AU|-27.47|153.03|2710000|Australia/Brisbane
Perth|Perth|AU|-31.95|115.86|2310000|Australia/Perth
Canberra|Canberra|AU|-35.28|149.13|467000|Australia/Sydney
Auckland|Auckland|NZ|-36.85|174.76|1480000|Pacific/Auckland
Wellington|Wellington|NZ|-41.29|174.78|216000|Pacific/Auckland
New York|Nowy Jork|US|40.71|-74.01|8260000|America/New_York
Washington|Waszyngton|US|38.91|-77.04|679000|America/New_York
Boston|Boston|US|42.36|-71.06|654000|America/New_York
Miami|Miami|US|25.76|-80.19|455000|America/New_York
Chicago|Chicago|US|41.88|-87.63|2660000|America/Chicago
Houston|Houston|US|29.76|-95.37|2310000|America/Chicago
Denver|Denver|US|39.74|-104.99|717000|America/Denver
Phoenix|Phoenix|US|33.45|-112.07|1650000|America/Phoenix
Los Angeles|Los Angeles|US|34.05|-118.24|3820000|America/Los_Angeles
San Francisco|San Francisco|US|37.77|-122.42|809000|America/Los_Angeles
Seattle|Seattle|US|47.61|-122.33|755000|America/Los_Angeles
Honolulu|Honolulu|US|21.31|-157.86|342000|Pacific/Honolulu
Toronto|Toronto|CA|43.65|-79.38|2790000|America/Toronto
Ottawa|Ottawa|CA|45.42|-75.70|1020000|America/Toronto
Mexico City|Meksyk|MX|19.43|-99.13|9210000|America/Mexico_City
Havana|Hawana|CU|23.13|-82.38|2140000|America/Havana
Bogotá|Bogota|CO|4.71|-74.07|7740000|America/Bogota
Lima|Lima|PE|-12.05|-77.04|10100000|America/Lima
Santiago|Santiago|CL|-33.45|-70.67|6260000|America/Santiago
Buenos Aires|Buenos Aires|AR|-34.60|-58.38|3120000|America/Argentina/Buenos_Aires
Montevideo|Montevideo|UY|-34.90|-56.19|1310000|America/Montevideo
São Paulo|São Paulo|BR|-23.55|-46.63|11500000|America/Sao_Paulo
Rio de Janeiro|Rio de Janeiro|BR|-22.91|-43.17|6210000|America/Sao_Paulo
Brasília|Brasília|BR|-15.79|-47.88|2820000|America/Sao_Paulo
"""

_ENGLISH = {"Warszawa": "Warsaw", "Kraków": "Krakow"}

CITIES = (
    *(
        City(_ENGLISH.get(name, name), name, "PL", float(north), float(east), int(people), "Europe/Warsaw", voivodeship)
        for name, north, east, people, voivodeship in (row.split("|") for row in _POLAND.strip().splitlines())
    ),
    *(
        City(name, polish, country, float(north), float(east), int(people), zone, "")
        for name, polish, country, north, east, people, zone in (row.split("|") for row in _WORLD.strip().splitlines())
    ),
)

_PLAIN = str.maketrans("ąćęłńóśźżáãíöüšÁŁŚŻŹĆ", "acelnoszzaaiousALSZZC")


def city_key(name: str) -> str:
    """Fold a name so that case and diacritics do not matter."""
    return " ".join(name.casefold().translate(_PLAIN).split())


_BY_NAME = {city_key(name): city for city in reversed(CITIES) for name in (city.name, city.polish_name)}


def city_named(name: str) -> City:
    """Find a city by its English or Polish name; ValueError where the gazetteer has none."""
    found = _BY_NAME.get(city_key(name))
    if found is not None:
        return found
    close = get_close_matches(city_key(name), list(_BY_NAME), 1, 0.75)
    hint = f"; did you mean {_BY_NAME[close[0]].name!r}?" if close else "; search_cities lists those that are known"
    raise ValueError(f"the city {name!r} is not in the gazetteer{hint}")
