"""Names of months, short and long, as networks and spreadsheets write them."""

MONTHS: dict[str, int] = {}
# en, de, fr, es, pt, it, nl, sv, pl
for _number, _names in enumerate(
    (
        "jan january januar jän jänner janv janvier ene enero janeiro gen gennaio januari sty stycznia",
        "feb february februar févr fév février febrero fev fevereiro febbraio februari lut lutego",
        "mar march mär mrz märz mars marzo março maart mrt marca",
        "apr april avr avril abr abril aprile kwi kwietnia",
        "may mai mayo maio mag maggio mei maj maja",
        "jun june juni juin junio junho giu giugno cze czerwca",
        "jul july juli juil juillet julio julho lug luglio lip lipca",
        "aug august août ago agosto augustus augusti sie sierpnia",
        "sep sept september septembre septiembre set setembro settembre wrz września",
        "oct october okt oktober octobre octubre out outubro ott ottobre paź października",
        "nov november novembre noviembre novembro lis listopada",
        "dec december dez dezember déc décembre dic diciembre dezembro dicembre gru grudnia",
    ),
    1,
):
    MONTHS |= dict.fromkeys(_names.split(), _number)
