"""Common words and phrases in five languages, by topic. No functions of the catalog.

One word for one word, the usual one where there are several; nouns without articles, adjectives as they stand before
or after a man's name. No word of a language stands in two rows, so that a translation is never a guess.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias, cast

SpokenLanguage: TypeAlias = Literal["en", "pl", "de", "fr", "es"]
Topic: TypeAlias = Literal[
    "animals",
    "body",
    "city",
    "clothes",
    "colours",
    "family",
    "food",
    "home",
    "nature",
    "phrases",
    "qualities",
    "travel",
    "verbs",
    "work",
]
LANGUAGES: tuple[SpokenLanguage, ...] = ("en", "pl", "de", "fr", "es")


class Entry(NamedTuple):
    """A row: its topic, and the word in each of ``LANGUAGES``."""

    topic: Topic
    words: tuple[str, ...]


_TABLE = """
animals
dog|pies|Hund|chien|perro
cat|kot|Katze|chat|gato
horse|koń|Pferd|cheval|caballo
cow|krowa|Kuh|vache|vaca
pig|świnia|Schwein|cochon|cerdo
sheep|owca|Schaf|mouton|oveja
bird|ptak|Vogel|oiseau|pájaro
fish|ryba|Fisch|poisson|pez
mouse|mysz|Maus|souris|ratón
bear|niedźwiedź|Bär|ours|oso
wolf|wilk|Wolf|loup|lobo
bee|pszczoła|Biene|abeille|abeja
duck|kaczka|Ente|canard|pato
rabbit|królik|Kaninchen|lapin|conejo
body
head|głowa|Kopf|tête|cabeza
eye|oko|Auge|œil|ojo
ear|ucho|Ohr|oreille|oreja
nose|nos|Nase|nez|nariz
mouth|usta|Mund|bouche|boca
tooth|ząb|Zahn|dent|diente
hand|ręka|Hand|main|mano
foot|stopa|Fuß|pied|pie
heart|serce|Herz|cœur|corazón
blood|krew|Blut|sang|sangre
hair|włosy|Haare|cheveux|pelo
knee|kolano|Knie|genou|rodilla
city
street|ulica|Straße|rue|calle
bridge|most|Brücke|pont|puente
church|kościół|Kirche|église|iglesia
school|szkoła|Schule|école|escuela
hospital|szpital|Krankenhaus|hôpital|hospital
pharmacy|apteka|Apotheke|pharmacie|farmacia
library|biblioteka|Bibliothek|bibliothèque|biblioteca
museum|muzeum|Museum|musée|museo
shop|sklep|Laden|magasin|tienda
market|targ|Markt|marché|mercado
town hall|ratusz|Rathaus|mairie|ayuntamiento
square|plac|Platz|place|plaza
police|policja|Polizei|police|policía
bakery|piekarnia|Bäckerei|boulangerie|panadería
clothes
shirt|koszula|Hemd|chemise|camisa
trousers|spodnie|Hose|pantalon|pantalones
dress|sukienka|Kleid|robe|vestido
coat|płaszcz|Mantel|manteau|abrigo
shoe|but|Schuh|chaussure|zapato
hat|kapelusz|Hut|chapeau|sombrero
glove|rękawiczka|Handschuh|gant|guante
scarf|szalik|Schal|écharpe|bufanda
belt|pasek|Gürtel|ceinture|cinturón
colours
white|biały|weiß|blanc|blanco
black|czarny|schwarz|noir|negro
red|czerwony|rot|rouge|rojo
green|zielony|grün|vert|verde
blue|niebieski|blau|bleu|azul
yellow|żółty|gelb|jaune|amarillo
grey|szary|grau|gris|gris
brown|brązowy|braun|marron|marrón
pink|różowy|rosa|rose|rosa
family
mother|matka|Mutter|mère|madre
father|ojciec|Vater|père|padre
son|syn|Sohn|fils|hijo
daughter|córka|Tochter|fille|hija
brother|brat|Bruder|frère|hermano
sister|siostra|Schwester|sœur|hermana
grandmother|babcia|Großmutter|grand-mère|abuela
grandfather|dziadek|Großvater|grand-père|abuelo
child|dziecko|Kind|enfant|niño
friend|przyjaciel|Freund|ami|amigo
neighbour|sąsiad|Nachbar|voisin|vecino
food
bread|chleb|Brot|pain|pan
butter|masło|Butter|beurre|mantequilla
cheese|ser|Käse|fromage|queso
milk|mleko|Milch|lait|leche
water|woda|Wasser|eau|agua
coffee|kawa|Kaffee|café|café
tea|herbata|Tee|thé|té
sugar|cukier|Zucker|sucre|azúcar
salt|sól|Salz|sel|sal
apple|jabłko|Apfel|pomme|manzana
pear|gruszka|Birne|poire|pera
cherry|wiśnia|Kirsche|cerise|cereza
potato|ziemniak|Kartoffel|pomme de terre|patata
onion|cebula|Zwiebel|oignon|cebolla
tomato|pomidor|Tomate|tomate|tomate
egg|jajko|Ei|œuf|huevo
meat|mięso|Fleisch|viande|carne
soup|zupa|Suppe|soupe|sopa
rice|ryż|Reis|riz|arroz
beer|piwo|Bier|bière|cerveza
wine|wino|Wein|vin|vino
breakfast|śniadanie|Frühstück|petit déjeuner|desayuno
home
house|dom|Haus|maison|casa
door|drzwi|Tür|porte|puerta
window|okno|Fenster|fenêtre|ventana
table|stół|Tisch|table|mesa
chair|krzesło|Stuhl|chaise|silla
bed|łóżko|Bett|lit|cama
kitchen|kuchnia|Küche|cuisine|cocina
bathroom|łazienka|Badezimmer|salle de bains|cuarto de baño
lamp|lampa|Lampe|lampe|lámpara
key|klucz|Schlüssel|clé|llave
garden|ogród|Garten|jardin|jardín
roof|dach|Dach|toit|tejado
knife|nóż|Messer|couteau|cuchillo
fork|widelec|Gabel|fourchette|tenedor
spoon|łyżka|Löffel|cuillère|cuchara
plate|talerz|Teller|assiette|plato
nature
sun|słońce|Sonne|soleil|sol
moon|księżyc|Mond|lune|luna
star|gwiazda|Stern|étoile|estrella
sky|niebo|Himmel|ciel|cielo
sea|morze|Meer|mer|mar
river|rzeka|Fluss|rivière|río
lake|jezioro|See|lac|lago
mountain|góra|Berg|montagne|montaña
forest|las|Wald|forêt|bosque
tree|drzewo|Baum|arbre|árbol
flower|kwiat|Blume|fleur|flor
rain|deszcz|Regen|pluie|lluvia
snow|śnieg|Schnee|neige|nieve
wind|wiatr|Wind|vent|viento
fire|ogień|Feuer|feu|fuego
island|wyspa|Insel|île|isla
phrases
yes|tak|ja|oui|sí
no|nie|nein|non|no
please|proszę|bitte|s'il vous plaît|por favor
thank you|dziękuję|danke|merci|gracias
hello|cześć|hallo|salut|hola
good morning|dzień dobry|guten Morgen|bonjour|buenos días
good evening|dobry wieczór|guten Abend|bonsoir|buenas noches
goodbye|do widzenia|auf Wiedersehen|au revoir|adiós
excuse me|przepraszam|Entschuldigung|excusez-moi|perdón
see you soon|do zobaczenia wkrótce|bis bald|à bientôt|hasta pronto
I do not understand|nie rozumiem|ich verstehe nicht|je ne comprends pas|no entiendo
how much does it cost?|ile to kosztuje?|wie viel kostet das?|combien ça coûte ?|¿cuánto cuesta?
the bill, please|proszę o rachunek|die Rechnung, bitte|l'addition, s'il vous plaît|la cuenta, por favor
happy birthday|wszystkiego najlepszego z okazji urodzin|alles Gute zum Geburtstag|joyeux anniversaire|feliz cumpleaños
help!|pomocy!|Hilfe!|au secours !|¡socorro!
cheers!|na zdrowie!|prost!|santé !|¡salud!
qualities
big|duży|groß|grand|grande
small|mały|klein|petit|pequeño
good|dobry|gut|bon|bueno
bad|zły|schlecht|mauvais|malo
new|nowy|neu|nouveau|nuevo
old|stary|alt|vieux|viejo
young|młody|jung|jeune|joven
warm|ciepły|warm|chaud|cálido
cold|zimny|kalt|froid|frío
long|długi|lang|long|largo
short|krótki|kurz|court|corto
fast|szybki|schnell|rapide|rápido
slow|wolny|langsam|lent|lento
cheap|tani|billig|bon marché|barato
expensive|drogi|teuer|cher|caro
travel
train|pociąg|Zug|train|tren
plane|samolot|Flugzeug|avion|avión
ship|statek|Schiff|bateau|barco
bicycle|rower|Fahrrad|vélo|bicicleta
car|samochód|Auto|voiture|coche
bus|autobus|Bus|bus|autobús
ticket|bilet|Fahrkarte|billet|billete
suitcase|walizka|Koffer|valise|maleta
passport|paszport|Reisepass|passeport|pasaporte
railway station|dworzec|Bahnhof|gare|estación
airport|lotnisko|Flughafen|aéroport|aeropuerto
entrance|wejście|Eingang|entrée|entrada
exit|wyjście|Ausgang|sortie|salida
map|mapa|Landkarte|carte|mapa
verbs
to eat|jeść|essen|manger|comer
to drink|pić|trinken|boire|beber
to sleep|spać|schlafen|dormir|dormir
to read|czytać|lesen|lire|leer
to write|pisać|schreiben|écrire|escribir
to speak|mówić|sprechen|parler|hablar
to buy|kupować|kaufen|acheter|comprar
to sell|sprzedawać|verkaufen|vendre|vender
to swim|pływać|schwimmen|nager|nadar
to work|pracować|arbeiten|travailler|trabajar
to open|otwierać|öffnen|ouvrir|abrir
to wait|czekać|warten|attendre|esperar
work
teacher|nauczyciel|Lehrer|professeur|profesor
doctor|lekarz|Arzt|médecin|médico
nurse|pielęgniarka|Krankenschwester|infirmière|enfermera
lawyer|prawnik|Anwalt|avocat|abogado
cook|kucharz|Koch|cuisinier|cocinero
driver|kierowca|Fahrer|conducteur|conductor
office|biuro|Büro|bureau|oficina
meeting|spotkanie|Besprechung|réunion|reunión
contract|umowa|Vertrag|contrat|contrato
salary|pensja|Gehalt|salaire|sueldo
invoice|faktura|Rechnung|facture|factura
holiday|urlop|Urlaub|congé|vacaciones
"""


def _entries() -> list[Entry]:
    topic = ""
    entries: list[Entry] = []
    for row in _TABLE.strip().splitlines():
        if "|" in row:
            entries = [*entries, Entry(cast("Topic", topic), tuple(row.split("|")))]
        else:
            topic = row
    return entries


ENTRIES = tuple(_entries())
