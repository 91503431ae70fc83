"""Countries of the bundled gazetteer. No functions of the catalog.

Codes are those of ISO 3166-1, ISO 4217 (of 2025) and ITU-T E.164.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias, cast

Continent: TypeAlias = Literal["Africa", "Asia", "Europe", "North America", "Oceania", "South America"]


class Country(NamedTuple):
    """A row of the table; ``calling_code`` is without the plus."""

    code: str
    code3: str
    name: str
    polish_name: str
    capital: str
    currency: str
    calling_code: str
    continent: Continent
    area_km2: int


_TABLE = """
PL|POL|Poland|Polska|Warsaw|PLN|48|Europe|312700
DE|DEU|Germany|Niemcy|Berlin|EUR|49|Europe|357600
CZ|CZE|Czechia|Czechy|Prague|CZK|420|Europe|78900
SK|SVK|Slovakia|Słowacja|Bratislava|EUR|421|Europe|49000
AT|AUT|Austria|Austria|Vienna|EUR|43|Europe|83900
HU|HUN|Hungary|Węgry|Budapest|HUF|36|Europe|93000
LT|LTU|Lithuania|Litwa|Vilnius|EUR|370|Europe|65300
LV|LVA|Latvia|Łotwa|Riga|EUR|371|Europe|64600
EE|EST|Estonia|Estonia|Tallinn|EUR|372|Europe|45300
UA|UKR|Ukraine|Ukraina|Kyiv|UAH|380|Europe|603600
BY|BLR|Belarus|Białoruś|Minsk|BYN|375|Europe|207600
RU|RUS|Russia|Rosja|Moscow|RUB|7|Europe|17098000
GB|GBR|United Kingdom|Wielka Brytania|London|GBP|44|Europe|244400
IE|IRL|Ireland|Irlandia|Dublin|EUR|353|Europe|70300
FR|FRA|France|Francja|Paris|EUR|33|Europe|643800
BE|BEL|Belgium|Belgia|Brussels|EUR|32|Europe|30700
NL|NLD|Netherlands|Holandia|Amsterdam|EUR|31|Europe|41500
LU|LUX|Luxembourg|Luksemburg|Luxembourg|EUR|352|Europe|2590
CH|CHE|Switzerland|Szwajcaria|Bern|CHF|41|Europe|41300
IT|ITA|Italy|Włochy|Rome|EUR|39|Europe|302100
ES|ESP|Spain|Hiszpania|Madrid|EUR|34|Europe|506000
PT|PRT|Portugal|Portugalia|Lisbon|EUR|351|Europe|92200
DK|DNK|Denmark|Dania|Copenhagen|DKK|45|Europe|42900
SE|SWE|Sweden|Szwecja|Stockholm|SEK|46|Europe|450300
NO|NOR|Norway|Norwegia|Oslo|NOK|47|Europe|385200
FI|FIN|Finland|Finlandia|Helsinki|EUR|358|Europe|338500
IS|ISL|Iceland|Islandia|Reykjavik|ISK|354|Europe|103000
GR|GRC|Greece|Grecja|Athens|EUR|30|Europe|132000
BG|BGR|Bulgaria|Bułgaria|Sofia|BGN|359|Europe|111000
RO|ROU|Romania|Rumunia|Bucharest|RON|40|Europe|238400
RS|SRB|Serbia|Serbia|Belgrade|RSD|381|Europe|77500
HR|HRV|Croatia|Chorwacja|Zagreb|EUR|385|Europe|56600
SI|SVN|Slovenia|Słowenia|Ljubljana|EUR|386|Europe|20300
BA|BIH|Bosnia and Herzegovina|Bośnia i Hercegowina|Sarajevo|BAM|387|Europe|51200
MK|MKD|North Macedonia|Macedonia Północna|Skopje|MKD|389|Europe|25700
AL|ALB|Albania|Albania|Tirana|ALL|355|Europe|28700
MT|MLT|Malta|Malta|Valletta|EUR|356|Europe|316
CY|CYP|Cyprus|Cypr|Nicosia|EUR|357|Asia|9250
TR|TUR|Turkey|Turcja|Ankara|TRY|90|Asia|783600
GE|GEO|Georgia|Gruzja|Tbilisi|GEL|995|Asia|69700
AM|ARM|Armenia|Armenia|Yerevan|AMD|374|Asia|29700
AZ|AZE|Azerbaijan|Azerbejdżan|Baku|AZN|994|Asia|86600
IL|ISR|Israel|Izrael|Jerusalem|ILS|972|Asia|22100
EG|EGY|Egypt|Egipt|Cairo|EGP|20|Africa|1002000
NG|NGA|Nigeria|Nigeria|Abuja|NGN|234|Africa|923800
KE|KEN|Kenya|Kenia|Nairobi|KES|254|Africa|580400
ET|ETH|Ethiopia|Etiopia|Addis Ababa|ETB|251|Africa|1104000
ZA|ZAF|South Africa|Republika Południowej Afryki|Pretoria|ZAR|27|Africa|1221000
DZ|DZA|Algeria|Algieria|Algiers|DZD|213|Africa|2382000
GH|GHA|Ghana|Ghana|Accra|GHS|233|Africa|238500
AE|ARE|United Arab Emirates|Zjednoczone Emiraty Arabskie|Abu Dhabi|AED|971|Asia|83600
SA|SAU|Saudi Arabia|Arabia Saudyjska|Riyadh|SAR|966|Asia|2150000
IQ|IRQ|Iraq|Irak|Baghdad|IQD|964|Asia|435200
IR|IRN|Iran|Iran|Tehran|IRR|98|Asia|1631000
PK|PAK|Pakistan|Pakistan|Islamabad|PKR|92|Asia|796100
IN|IND|India|Indie|New Delhi|INR|91|Asia|3287000
NP|NPL|Nepal|Nepal|Kathmandu|NPR|977|Asia|147200
BD|BGD|Bangladesh|Bangladesz|Dhaka|BDT|880|Asia|147600
TH|THA|Thailand|Tajlandia|Bangkok|THB|66|Asia|513100
VN|VNM|Vietnam|Wietnam|Hanoi|VND|84|Asia|331300
SG|SGP|Singapore|Singapur|Singapore|SGD|65|Asia|736
MY|MYS|Malaysia|Malezja|Kuala Lumpur|MYR|60|Asia|330600
ID|IDN|Indonesia|Indonezja|Jakarta|IDR|62|Asia|1905000
PH|PHL|Philippines|Filipiny|Manila|PHP|63|Asia|300000
HK|HKG|Hong Kong|Hongkong|Hong Kong|HKD|852|Asia|1110
CN|CHN|China|Chiny|Beijing|CNY|86|Asia|9597000
TW|TWN|Taiwan|Tajwan|Taipei|TWD|886|Asia|36200
KR|KOR|South Korea|Korea Południowa|Seoul|KRW|82|Asia|100400
JP|JPN|Japan|Japonia|Tokyo|JPY|81|Asia|378000
AU|AUS|Australia|Australia|Canberra|AUD|61|Oceania|7692000
NZ|NZL|New Zealand|Nowa Zelandia|Wellington|NZD|64|Oceania|268000
US|USA|United States|Stany Zjednoczone|Washington|USD|1|North America|9834000
CA|CAN|Canada|Kanada|Ottawa|CAD|1|North America|9985000
MX|MEX|Mexico|Meksyk|Mexico City|MXN|52|North America|1964000
CU|CUB|Cuba|Kuba|Havana|CUP|53|North America|109900
CO|COL|Colombia|Kolumbia|Bogotá|COP|57|South America|1142000
PE|PER|Peru|Peru|Lima|PEN|51|South America|1285000
CL|CHL|Chile|Chile|Santiago|CLP|56|South America|756100
AR|ARG|Argentina|Argentyna|Buenos Aires|ARS|54|South America|2780000
UY|URY|Uruguay|Urugwaj|Montevideo|UYU|598|South America|176200
BR|BRA|Brazil|Brazylia|Brasília|BRL|55|South America|8510000
"""

COUNTRIES = tuple(
    Country(code, code3, name, polish, capital, currency, calling, cast("Continent", continent), int(area))
    for code, code3, name, polish, capital, currency, calling, continent, area in (
        row.split("|") for row in _TABLE.strip().splitlines()
    )
)

_BY_NAME = {
    key.casefold(): country
    for country in COUNTRIES
    for key in (country.code, country.code3, country.name, country.polish_name)
}


def country_named(name: str) -> Country:
    """Find a country by ISO code, English or Polish name; ValueError where the table has none."""
    found = _BY_NAME.get(" ".join(name.casefold().split()))
    if found is None:
        raise ValueError(
            f"the country {name!r} is not in the table; use an ISO code such as PL or a name such as Poland"
        )
    return found
