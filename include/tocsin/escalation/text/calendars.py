"""How are months and days of the week written, in the languages that share an alphabet?"""

_MONTH_NAMES = (
    "january jan enero janvier",
    "february feb febrero février",
    "march mar marzo mars",
    "april apr abril avril",
    "may mayo mai",
    "june jun junio juin",
    "july jul julio juillet",
    "august aug agosto août",
    "september sept sep septiembre septembre",
    "october oct octubre octobre",
    "november nov noviembre novembre",
    "december dec diciembre décembre",
)
_DAY_NAMES = (
    "monday lunes lundi",
    "tuesday martes mardi",
    "wednesday miércoles mercredi",
    "thursday jueves jeudi",
    "friday viernes vendredi",
    "saturday sábado samedi",
    "sunday domingo dimanche",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
DAYS = {name: number for number, names in enumerate(_DAY_NAMES) for name in names.split()}
