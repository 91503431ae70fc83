"""Films and books of the bundled catalogue of works. No functions of the catalog.

Written from general knowledge, not copied from a database. ``year`` is that of the first showing or of the first
edition, of the first volume where there are several; ``country`` is the first producing country of a film, and an
author's own for a book (ISO 3166-1); ``language`` is the original one (ISO 639-1). Minutes are those of the usual
cinema version, from which others differ by a few. Pages are rounded to ten: editions differ, and these are for
comparing and planning only.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated, Literal, NamedTuple, TypeAlias, cast

from function_impls.constraints import Length, Pattern, Range

Title: TypeAlias = Annotated[str, Length(minimum=1, maximum=80)]
Person: TypeAlias = Annotated[str, Length(minimum=2, maximum=40)]
Year: TypeAlias = Annotated[int, Range(minimum=1500, maximum=2100)]
CountryCode: TypeAlias = Annotated[str, Pattern("^[A-Z]{2}$")]
Language: TypeAlias = Literal["de", "en", "es", "fr", "it", "ja", "ko", "pl", "pt", "ru", "sv"]


class Work(NamedTuple):
    """A row: ``makers`` are directors or authors, ``size`` is minutes or pages."""

    title: str
    polish_title: str
    year: int
    makers: tuple[str, ...]
    country: str
    language: Language
    size: int
    genres: tuple[str, ...]


_FILMS = """
The Wizard of Oz|Czarnoksiężnik z Oz|1939|Victor Fleming|US|en|102|fantasy,family,musical
Citizen Kane|Obywatel Kane|1941|Orson Welles|US|en|119|drama
Casablanca|Casablanca|1942|Michael Curtiz|US|en|102|drama,romance
Rashomon|Rashomon|1950|Akira Kurosawa|JP|ja|88|drama,crime
Seven Samurai|Siedmiu samurajów|1954|Akira Kurosawa|JP|ja|207|drama,action
Rear Window|Okno na podwórze|1954|Alfred Hitchcock|US|en|112|thriller,mystery
12 Angry Men|Dwunastu gniewnych ludzi|1957|Sidney Lumet|US|en|96|drama,crime
The Seventh Seal|Siódma pieczęć|1957|Ingmar Bergman|SE|sv|96|drama,fantasy
Vertigo|Zawrót głowy|1958|Alfred Hitchcock|US|en|128|thriller,mystery
Ashes and Diamonds|Popiół i diament|1958|Andrzej Wajda|PL|pl|103|drama,war
Some Like It Hot|Pół żartem, pół serio|1959|Billy Wilder|US|en|121|comedy,romance
The 400 Blows|Czterysta batów|1959|François Truffaut|FR|fr|99|drama
Psycho|Psychoza|1960|Alfred Hitchcock|US|en|109|horror,thriller
The Apartment|Garsoniera|1960|Billy Wilder|US|en|125|comedy,drama,romance
La Dolce Vita|Słodkie życie|1960|Federico Fellini|IT|it|174|drama,comedy
Knife in the Water|Nóż w wodzie|1962|Roman Polański|PL|pl|94|drama,thriller
8½|Osiem i pół|1963|Federico Fellini|IT|it|138|drama
Dr. Strangelove|Doktor Strangelove|1964|Stanley Kubrick|GB|en|95|comedy,war
The Saragossa Manuscript|Rękopis znaleziony w Saragossie|1965|Wojciech Jerzy Has|PL|pl|182|adventure,fantasy
A Clockwork Orange|Mechaniczna pomarańcza|1971|Stanley Kubrick|GB|en|136|crime,science_fiction
The Godfather|Ojciec chrzestny|1972|Francis Ford Coppola|US|en|175|crime,drama
The Godfather Part II|Ojciec chrzestny II|1974|Francis Ford Coppola|US|en|202|crime,drama
The Deluge|Potop|1974|Jerzy Hoffman|PL|pl|315|history,adventure,war
The Promised Land|Ziemia obiecana|1975|Andrzej Wajda|PL|pl|179|drama,history
Jaws|Szczęki|1975|Steven Spielberg|US|en|124|thriller,adventure
Taxi Driver|Taksówkarz|1976|Martin Scorsese|US|en|114|drama,crime
Star Wars|Gwiezdne wojny|1977|George Lucas|US|en|121|science_fiction,adventure
Alien|Obcy: ósmy pasażer Nostromo|1979|Ridley Scott|GB|en|117|horror,science_fiction
Apocalypse Now|Czas apokalipsy|1979|Francis Ford Coppola|US|en|147|war,drama
Raiders of the Lost Ark|Poszukiwacze zaginionej Arki|1981|Steven Spielberg|US|en|115|adventure,action
Das Boot|Okręt|1981|Wolfgang Petersen|DE|de|149|war,drama
Teddy Bear|Miś|1981|Stanisław Bareja|PL|pl|111|comedy
Man of Iron|Człowiek z żelaza|1981|Andrzej Wajda|PL|pl|153|drama,history
Blade Runner|Łowca androidów|1982|Ridley Scott|US|en|117|science_fiction,thriller
E.T. the Extra-Terrestrial|E.T.|1982|Steven Spielberg|US|en|115|science_fiction,family
Sexmission|Seksmisja|1984|Juliusz Machulski|PL|pl|116|comedy,science_fiction
Back to the Future|Powrót do przyszłości|1985|Robert Zemeckis|US|en|116|science_fiction,comedy,adventure
A Short Film About Killing|Krótki film o zabijaniu|1988|Krzysztof Kieślowski|PL|pl|84|drama,crime
My Neighbor Totoro|Mój sąsiad Totoro|1988|Hayao Miyazaki|JP|ja|86|animation,family,fantasy
Goodfellas|Chłopcy z ferajny|1990|Martin Scorsese|US|en|145|crime,drama
The Silence of the Lambs|Milczenie owiec|1991|Jonathan Demme|US|en|118|thriller,crime,horror
Terminator 2: Judgment Day|Terminator 2: Dzień sądu|1991|James Cameron|US|en|137|action,science_fiction
The Double Life of Véronique|Podwójne życie Weroniki|1991|Krzysztof Kieślowski|FR|fr|98|drama,fantasy
Schindler's List|Lista Schindlera|1993|Steven Spielberg|US|en|195|drama,history,war
Jurassic Park|Park Jurajski|1993|Steven Spielberg|US|en|127|science_fiction,adventure
Three Colours: Blue|Trzy kolory. Niebieski|1993|Krzysztof Kieślowski|FR|fr|98|drama
The Shawshank Redemption|Skazani na Shawshank|1994|Frank Darabont|US|en|142|drama,crime
Pulp Fiction|Pulp Fiction|1994|Quentin Tarantino|US|en|154|crime,comedy
Forrest Gump|Forrest Gump|1994|Robert Zemeckis|US|en|142|drama,romance,comedy
The Lion King|Król Lew|1994|Roger Allers,Rob Minkoff|US|en|88|animation,family,musical
Toy Story|Toy Story|1995|John Lasseter|US|en|81|animation,family,comedy
Life Is Beautiful|Życie jest piękne|1997|Roberto Benigni|IT|it|116|drama,comedy,war
Titanic|Titanic|1997|James Cameron|US|en|195|romance,drama,history
The Matrix|Matrix|1999|Lana Wachowski,Lilly Wachowski|US|en|136|science_fiction,action
All About My Mother|Wszystko o mojej matce|1999|Pedro Almodóvar|ES|es|101|drama
Gladiator|Gladiator|2000|Ridley Scott|US|en|155|action,history,drama
The Lord of the Rings: The Fellowship of the Ring|Władca Pierścieni: Drużyna Pierścienia|2001|Peter Jackson|NZ|en|178|\
fantasy,adventure
Amélie|Amelia|2001|Jean-Pierre Jeunet|FR|fr|122|comedy,romance
Spirited Away|Spirited Away: W krainie bogów|2001|Hayao Miyazaki|JP|ja|125|animation,fantasy,family
The Pianist|Pianista|2002|Roman Polański|FR|en|150|drama,war,history
City of God|Miasto Boga|2002|Fernando Meirelles|BR|pt|130|crime,drama
The Lives of Others|Życie na podsłuchu|2006|Florian Henckel von Donnersmarck|DE|de|137|drama,thriller
Pan's Labyrinth|Labirynt fauna|2006|Guillermo del Toro|MX|es|118|fantasy,drama,war
The Dark Knight|Mroczny rycerz|2008|Christopher Nolan|US|en|152|action,crime,thriller
Avatar|Avatar|2009|James Cameron|US|en|162|science_fiction,adventure
Inception|Incepcja|2010|Christopher Nolan|US|en|148|science_fiction,action,thriller
Ida|Ida|2013|Paweł Pawlikowski|PL|pl|82|drama
Interstellar|Interstellar|2014|Christopher Nolan|US|en|169|science_fiction,adventure,drama
Loving Vincent|Twój Vincent|2017|Dorota Kobiela,Hugh Welchman|PL|en|94|animation,drama,mystery
Cold War|Zimna wojna|2018|Paweł Pawlikowski|PL|pl|88|drama,romance
Parasite|Parasite|2019|Bong Joon-ho|KR|ko|132|thriller,drama,comedy
Corpus Christi|Boże Ciało|2019|Jan Komasa|PL|pl|115|drama
Oppenheimer|Oppenheimer|2023|Christopher Nolan|US|en|180|drama,history
"""

_BOOKS = """
Romeo and Juliet|Romeo i Julia|1597|William Shakespeare|GB|en|180|drama,romance
Don Quixote|Don Kichot|1605|Miguel de Cervantes|ES|es|960|adventure,satire
Robinson Crusoe|Robinson Crusoe|1719|Daniel Defoe|GB|en|320|adventure
Gulliver's Travels|Podróże Guliwera|1726|Jonathan Swift|IE|en|310|adventure,satire
Faust|Faust|1808|Johann Wolfgang von Goethe|DE|de|210|drama
Sense and Sensibility|Rozważna i romantyczna|1811|Jane Austen|GB|en|380|romance
Pride and Prejudice|Duma i uprzedzenie|1813|Jane Austen|GB|en|430|romance
Frankenstein|Frankenstein|1818|Mary Shelley|GB|en|280|horror,science_fiction
Pan Tadeusz|Pan Tadeusz|1834|Adam Mickiewicz|PL|pl|360|poetry,historical
A Christmas Carol|Opowieść wigilijna|1843|Charles Dickens|GB|en|110|fantasy,children
The Three Musketeers|Trzej muszkieterowie|1844|Alexandre Dumas|FR|fr|700|adventure,historical
Jane Eyre|Dziwne losy Jane Eyre|1847|Charlotte Brontë|GB|en|530|romance
Wuthering Heights|Wichrowe Wzgórza|1847|Emily Brontë|GB|en|420|romance
Moby-Dick|Moby Dick|1851|Herman Melville|US|en|640|adventure
Madame Bovary|Pani Bovary|1857|Gustave Flaubert|FR|fr|370|psychological,romance
Great Expectations|Wielkie nadzieje|1861|Charles Dickens|GB|en|540|psychological
Les Misérables|Nędznicy|1862|Victor Hugo|FR|fr|1460|historical,social
Alice's Adventures in Wonderland|Alicja w Krainie Czarów|1865|Lewis Carroll|GB|en|190|fantasy,children
Crime and Punishment|Zbrodnia i kara|1866|Fyodor Dostoevsky|RU|ru|550|psychological,crime
War and Peace|Wojna i pokój|1869|Leo Tolstoy|RU|ru|1270|historical,war
Anna Karenina|Anna Karenina|1878|Leo Tolstoy|RU|ru|860|psychological,romance
The Adventures of Tom Sawyer|Przygody Tomka Sawyera|1876|Mark Twain|US|en|270|adventure,children
The Brothers Karamazov|Bracia Karamazow|1880|Fyodor Dostoevsky|RU|ru|820|psychological,philosophical
Adventures of Huckleberry Finn|Przygody Hucka Finna|1884|Mark Twain|US|en|360|adventure,satire
With Fire and Sword|Ogniem i mieczem|1884|Henryk Sienkiewicz|PL|pl|760|historical,war
The Deluge|Potop|1886|Henryk Sienkiewicz|PL|pl|1100|historical,war
The Doll|Lalka|1890|Bolesław Prus|PL|pl|680|social,psychological
Quo Vadis|Quo vadis|1896|Henryk Sienkiewicz|PL|pl|520|historical,romance
Dracula|Drakula|1897|Bram Stoker|IE|en|420|horror
Pharaoh|Faraon|1897|Bolesław Prus|PL|pl|690|historical
The Promised Land|Ziemia obiecana|1899|Władysław Reymont|PL|pl|600|social
The Hound of the Baskervilles|Pies Baskerville'ów|1902|Arthur Conan Doyle|GB|en|230|crime
The Peasants|Chłopi|1904|Władysław Reymont|PL|pl|970|social
In Desert and Wilderness|W pustyni i w puszczy|1911|Henryk Sienkiewicz|PL|pl|320|adventure,children
The Metamorphosis|Przemiana|1915|Franz Kafka|CZ|de|90|fantasy,philosophical
Ulysses|Ulisses|1922|James Joyce|IE|en|730|psychological
The Magic Mountain|Czarodziejska góra|1924|Thomas Mann|DE|de|720|philosophical
The Trial|Proces|1925|Franz Kafka|CZ|de|260|philosophical
The Great Gatsby|Wielki Gatsby|1925|F. Scott Fitzgerald|US|en|180|social,romance
All Quiet on the Western Front|Na Zachodzie bez zmian|1929|Erich Maria Remarque|DE|de|240|war
Nights and Days|Noce i dnie|1932|Maria Dąbrowska|PL|pl|1400|social,historical
Brave New World|Nowy wspaniały świat|1932|Aldous Huxley|GB|en|290|dystopia,science_fiction
Murder on the Orient Express|Morderstwo w Orient Expressie|1934|Agatha Christie|GB|en|270|crime
Ferdydurke|Ferdydurke|1937|Witold Gombrowicz|PL|pl|290|satire
The Hobbit|Hobbit, czyli tam i z powrotem|1937|J. R. R. Tolkien|GB|en|310|fantasy,children
And Then There Were None|I nie było już nikogo|1939|Agatha Christie|GB|en|270|crime
The Grapes of Wrath|Grona gniewu|1939|John Steinbeck|US|en|460|social
The Stranger|Obcy|1942|Albert Camus|FR|fr|120|philosophical
The Little Prince|Mały Książę|1943|Antoine de Saint-Exupéry|FR|fr|100|children,philosophical
Animal Farm|Folwark zwierzęcy|1945|George Orwell|GB|en|110|satire,dystopia
The Plague|Dżuma|1947|Albert Camus|FR|fr|310|philosophical
Nineteen Eighty-Four|Rok 1984|1949|George Orwell|GB|en|330|dystopia,science_fiction
The Catcher in the Rye|Buszujący w zbożu|1951|J. D. Salinger|US|en|230|psychological
The Old Man and the Sea|Stary człowiek i morze|1952|Ernest Hemingway|US|en|130|psychological
The Captive Mind|Zniewolony umysł|1953|Czesław Miłosz|PL|pl|270|essay
The Lord of the Rings|Władca Pierścieni|1954|J. R. R. Tolkien|GB|en|1180|fantasy,adventure
To Kill a Mockingbird|Zabić drozda|1960|Harper Lee|US|en|310|social
Solaris|Solaris|1961|Stanisław Lem|PL|pl|230|science_fiction,philosophical
Catch-22|Paragraf 22|1961|Joseph Heller|US|en|450|satire,war
The Cyberiad|Cyberiada|1965|Stanisław Lem|PL|pl|300|science_fiction,satire
Dune|Diuna|1965|Frank Herbert|US|en|620|science_fiction,adventure
One Hundred Years of Solitude|Sto lat samotności|1967|Gabriel García Márquez|CO|es|420|fantasy,social
The Master and Margarita|Mistrz i Małgorzata|1967|Mikhail Bulgakov|RU|ru|420|fantasy,satire
The Emperor|Cesarz|1978|Ryszard Kapuściński|PL|pl|170|reportage
The Hitchhiker's Guide to the Galaxy|Autostopem przez Galaktykę|1979|Douglas Adams|GB|en|210|science_fiction,satire
The Name of the Rose|Imię róży|1980|Umberto Eco|IT|it|540|historical,crime
The Last Wish|Ostatnie życzenie|1993|Andrzej Sapkowski|PL|pl|290|fantasy
Blood of Elves|Krew elfów|1994|Andrzej Sapkowski|PL|pl|300|fantasy
Harry Potter and the Philosopher's Stone|Harry Potter i Kamień Filozoficzny|1997|J. K. Rowling|GB|en|220|\
fantasy,children
Flights|Bieguni|2007|Olga Tokarczuk|PL|pl|450|philosophical
Drive Your Plow Over the Bones of the Dead|Prowadź swój pług przez kości umarłych|2009|Olga Tokarczuk|PL|pl|320|crime
"""

FILMS, BOOKS = (
    tuple(
        Work(
            title,
            polish,
            int(year),
            tuple(makers.split(",")),
            country,
            cast("Language", language),
            int(size),
            tuple(genres.split(",")),
        )
        for title, polish, year, makers, country, language, size, genres in (
            row.split("|") for row in table.strip().splitlines()
        )
    )
    for table in (_FILMS, _BOOKS)
)


def plain(text: str) -> str:
    """Give a text as it is compared: in lower case, with single spaces."""
    return " ".join(text.casefold().split())


def work_named(title: str, works: tuple[Work, ...]) -> Work:
    """Find a work by its English or Polish title; ValueError with a near title where there is none."""
    wanted = plain(title)
    for work in works:
        if wanted in (plain(work.title), plain(work.polish_title)):
            return work
    known = [name for work in works for name in (work.title, work.polish_title)]
    near = get_close_matches(title, known, 1)
    raise ValueError(f"{title!r} is not in the table; " + (f"did you mean {near[0]!r}?" if near else "search for it"))


def works_by(person: str, works: tuple[Work, ...]) -> list[Work]:
    """Give the works of a director or author, oldest first; ValueError with a near name where there is none."""
    found = [work for work in works if plain(person) in [plain(maker) for maker in work.makers]]
    if not found:
        near = get_close_matches(person, [maker for work in works for maker in work.makers], 1)
        hint = f"did you mean {near[0]!r}?" if near else "give the whole name, such as Andrzej Wajda or Leo Tolstoy"
        raise ValueError(f"nothing by {person!r} is in the table; {hint}")
    return sorted(found, key=lambda work: work.year)


def works_with(
    works: tuple[Work, ...],
    words: str | None,
    genre: str | None,
    country: str | None,
    language: str | None,
    first_year: int | None,
    last_year: int | None,
    largest: int | None,
) -> list[Work]:
    """Give the works that meet all conditions, oldest first; ValueError where none is given or years are crossed."""
    if all(each is None for each in (words, genre, country, language, first_year, last_year, largest)):
        raise ValueError("give at least one condition")
    if first_year is not None and last_year is not None and first_year > last_year:
        raise ValueError(f"the years run backwards: {first_year} comes after {last_year}")
    found = [
        work
        for work in works
        if (words is None or any(plain(words) in plain(each) for each in (work.title, work.polish_title, *work.makers)))
        and (genre is None or genre in work.genres)
        and country in (None, work.country)
        and language in (None, work.language)
        and (first_year is None or first_year <= work.year)
        and (last_year is None or work.year <= last_year)
        and (largest is None or work.size <= largest)
    ]
    return sorted(found, key=lambda work: (work.year, work.title))
