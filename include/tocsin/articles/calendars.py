"""Which words of a page name a month or a day of the week, in the languages of our feeds?

Whole words, and the ways in which newsrooms cut them; a word that only begins like a month ("12 Market 2026") is none.
Chinese, Japanese and Korean number their months and need no words.
"""

from tocsin.articles.words import word_set

# A line is one language; its twelve columns are the months, "/" parts what one month is also called.
_MONTHS = """
    january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct november/nov december/dec
    enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago septiembre/setiembre/sept/set octubre/oct noviembre/nov diciembre/dic
    janvier/janv février/févr/fév mars avril/avr mai juin juillet/juil août/aout septembre/sept octobre/oct novembre/nov décembre/déc
    januar/jan/jänner februar/feb/feber märz/mär/mrz april/apr mai juni/jun juli/jul august/aug september/sept/sep oktober/okt november/nov dezember/dez
    gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago settembre/set/sett ottobre/ott novembre/nov dicembre/dic
    janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set outubro/out novembro/nov dezembro/dez
    januari/jan februari/feb/febr maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep oktober/okt november/nov december/dec
    januari/jan februari/feb mars/mar april/apr maj juni/jun juli/jul augusti/aug september/sep oktober/okt november/nov december/dec
    januar/jan/jan februar/feb mars/marts/mar april/apr mai/maj juni/jun juli/jul august/aug september/sep oktober/okt november/nov desember/des/december
    tammikuuta/tammikuu helmikuuta/helmikuu maaliskuuta/maaliskuu huhtikuuta/huhtikuu toukokuuta/toukokuu kesäkuuta/kesäkuu heinäkuuta/heinäkuu elokuuta/elokuu syyskuuta/syyskuu lokakuuta/lokakuu marraskuuta/marraskuu joulukuuta/joulukuu
    janúar/jan febrúar/feb mars/mar apríl/apr maí júní/jún júlí/júl ágúst/ágú september/sep október/okt nóvember/nóv desember/des
    jaanuar/jaan veebruar/veebr märts aprill/apr mai juuni juuli august/aug september/sept oktoober/okt november/nov detsember/dets
    janvāris/janvārī/janv februāris/februārī/febr marts/martā aprīlis/aprīlī/apr maijs/maijā jūnijs/jūnijā jūlijs/jūlijā augusts/augustā/aug septembris/septembrī/sept oktobris/oktobrī/okt novembris/novembrī/nov decembris/decembrī/dec
    sausio/sausis vasario/vasaris kovo/kovas balandžio/balandis gegužės/gegužė birželio/birželis liepos/liepa rugpjūčio/rugpjūtis rugsėjo/rugsėjis spalio/spalis lapkričio/lapkritis gruodžio/gruodis
    stycznia/styczeń/sty lutego/luty/lut marca/marzec/mar kwietnia/kwiecień/kwi maja/maj czerwca/czerwiec/cze lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz października/październik/paź listopada/listopad/lis grudnia/grudzień/gru
    ledna/leden února/únor března/březen dubna/duben května/květen června/červen července/červenec srpna/srpen září října/říjen listopadu prosince/prosinec
    januára/január februára/február marca/marec apríla/apríl mája/máj júna/jún júla/júl augusta/august septembra/september októbra/október novembra/november decembra/december
    január/jan február/febr/feb március/márc április/ápr május/máj június/jún július/júl augusztus/aug szeptember/szept október/okt november/nov december/dec
    ianuarie/ian februarie/feb martie/mar aprilie/apr mai iunie/iun iulie/iul august/aug septembrie/sept/sep octombrie/oct noiembrie/nov/noi decembrie/dec
    ocak/oca şubat/şub mart/mar nisan/nis mayıs/may haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas aralık/ara
    yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr
    januari/jan februari/feb maret/mac/mar april/apr mei juni/jun juli/jul/julai agustus/ogos/agu september/sep oktober/okt november/nov desember/disember/des
    januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba
    siječnja/siječanj veljače/veljača ožujka/ožujak travnja/travanj svibnja/svibanj lipnja/lipanj srpnja/srpanj kolovoza/kolovoz rujna/rujan listopada studenoga/studeni/studenog prosinca/prosinac
    januara/januar februara/februar marta/mart aprila/april maja/maj juna/jun jula/jul avgusta/avgust septembra/septembar oktobra/oktobar novembra/novembar decembra/decembar
    januarja februarja marca/marec aprila maja junija/junij julija/julij avgusta septembra oktobra novembra decembra
    janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor
    gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
    января/январь/янв февраля/февраль/фев марта/март/мар апреля/апрель/апр мая/май июня/июнь/июн июля/июль/июл августа/август/авг сентября/сентябрь/сен/сент октября/октябрь/окт ноября/ноябрь/ноя декабря/декабрь/дек
    січня/січень/січ лютого/лютий/лют березня/березень/бер квітня/квітень/кві/квіт травня/травень/тра/трав червня/червень/чер/черв липня/липень/лип серпня/серпень/сер/серп вересня/вересень/вер жовтня/жовтень/жов/жовт листопада/листопад/лис/лист грудня/грудень/гру/груд
    студзеня лютага сакавіка красавіка мая/траўня чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня
    януари/яну февруари/фев март април/апр май юни юли август/авг септември/сеп октомври/окт ноември/ное декември/дек
    јануари/јануар/јан февруари/фебруар/феб март/мар април/апр мај јуни/јун јули/јул август/авг септември/септембар/сеп октомври/октобар/окт ноември/новембар/нов декември/децембар/дец
    ιανουαρίου/ιανουάριος/ιαν φεβρουαρίου/φεβρουάριος/φεβ μαρτίου/μάρτιος/μαρ απριλίου/απρίλιος/απρ μαΐου/μάιος/μαΐ ιουνίου/ιούνιος/ιουν ιουλίου/ιούλιος/ιουλ αυγούστου/αύγουστος/αυγ σεπτεμβρίου/σεπτέμβριος/σεπ οκτωβρίου/οκτώβριος/οκτ νοεμβρίου/νοέμβριος/νοε δεκεμβρίου/δεκέμβριος/δεκ
    يناير/جانفي/كانون~الثاني فبراير/فيفري/شباط مارس/آذار أبريل/إبريل/ابريل/أفريل/نيسان مايو/ماي/أيار/ايار يونيو/يونيه/جوان/حزيران يوليو/يوليه/جويلية/تموز أغسطس/اغسطس/أوت/آب سبتمبر/أيلول/ايلول أكتوبر/اكتوبر/تشرين~الأول/تشرين~الاول نوفمبر/تشرين~الثاني ديسمبر/كانون~الأول/كانون~الاول
    ژانویه فوریه مارس آوریل مه/می ژوئن ژوئیه/جولای اوت/آگوست سپتامبر اکتبر نوامبر دسامبر
    جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر
    ינואר/בינואר פברואר/בפברואר מרץ/במרץ/מרס אפריל/באפריל מאי/במאי יוני/ביוני יולי/ביולי אוגוסט/באוגוסט ספטמבר/בספטמבר אוקטובר/באוקטובר נובמבר/בנובמבר דצמבר/בדצמבר
    जनवरी/जन फ़रवरी/फरवरी/फेब्रुवारी मार्च अप्रैल/एप्रिल मई/मे जून जुलाई/जुलै अगस्त/अग/ऑगस्ट सितंबर/सितम्बर/सप्टेंबर अक्टूबर/अक्तूबर/ऑक्टोबर नवंबर/नवम्बर/नोव्हेंबर दिसंबर/दिसम्बर/डिसेंबर
    জানুয়ারি/জানুয়ারী ফেব্রুয়ারি/ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট/আগষ্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর
    ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்
    มกราคม/ม.ค กุมภาพันธ์/ก.พ มีนาคม/มี.ค เมษายน/เม.ย พฤษภาคม/พ.ค มิถุนายน/มิ.ย กรกฎาคม/ก.ค สิงหาคม/ส.ค กันยายน/ก.ย ตุลาคม/ต.ค พฤศจิกายน/พ.ย ธันวาคม/ธ.ค
    հունվարի/հունվար փետրվարի/փետրվար մարտի/մարտ ապրիլի/ապրիլ մայիսի/մայիս հունիսի/հունիս հուլիսի/հուլիս օգոստոսի/օգոստոս սեպտեմբերի/սեպտեմբեր հոկտեմբերի/հոկտեմբեր նոյեմբերի/նոյեմբեր դեկտեմբերի/դեկտեմբեր
    იანვარი/იან თებერვალი/თებ მარტი/მარ აპრილი/აპრ მაისი/მაი ივნისი/ივნ ივლისი/ივლ აგვისტო/აგვ სექტემბერი/სექ ოქტომბერი/ოქტ ნოემბერი/ნოე დეკემბერი/დეკ
"""  # noqa: E501
_WEEKDAYS = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    lunes martes miércoles jueves viernes sábado domingo lun mar mié jue vie sáb dom
    lundi mardi mercredi jeudi vendredi samedi dimanche mer jeu ven sam dim
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
    lunedì martedì mercoledì giovedì venerdì sabato domenica
    segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag
    maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
    poniedziałek wtorek środa czwartek piątek sobota niedziela
    pondělí úterý středa čtvrtek pátek neděle pondelok utorok streda štvrtok piatok nedeľa
    hétfő kedd szerda csütörtök péntek szombat vasárnap luni marți miercuri joi vineri sâmbătă duminică
    pazartesi salı çarşamba perşembe cuma cumartesi pazar
    senin selasa rabu kamis jumat jum'at sabtu minggu isnin khamis ahad
    ponedjeljak ponedeljak utorak srijeda sreda četvrtak petak subota nedjelja nedelja
    понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
    понеділок вівторок середа четвер п'ятниця субота неділя понеделник сряда четвъртък петък събота
    недеља понедељак уторак четвртак петак δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή
    الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار
    دوشنبه سه‌شنبه چهارشنبه پنجشنبه پنج‌شنبه جمعه شنبه یکشنبه יום
    सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार সোমবার মঙ্গলবার বুধবার বৃহস্পতিবার শুক্রবার শনিবার রবিবার
    """
)
# What two languages call alike is one month, but for "listopada": there, that of more readers stands first.
_NUMBERS: dict[str, int] = {}
for _line in _MONTHS.split("\n"):
    for _number, _names in enumerate(_line.split(), 1):
        for _name in _names.split("/"):
            _NUMBERS.setdefault(_name.replace("~", " "), _number)
_MARKS = {ord("\u0307"): None}  # what lower-casing leaves of a Turkish capital with a dot


def month_of(word: str) -> int:
    """Give the number of the month that a whole word names, 0 for one that names none."""
    return _NUMBERS.get(" ".join(word.lower().translate(_MARKS).rstrip(".").split()), 0)


def is_weekday(word: str) -> bool:
    """Whether a word is a day of the week."""
    return word.lower().translate(_MARKS) in _WEEKDAYS
