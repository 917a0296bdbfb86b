### Alt hvad Skolebud siger på dansk. Nøgler og værdier er de samme på alle sprog.
### Læseren er et ledelsesteam (»I«). Kort, varmt og konkret.

## Om et netværksmøde

session-is = Netværksmøde { $number } er { $when }, { $place }.
session-is-without-room = Netværksmøde { $number } er { $when }. Lokalet er ikke afklaret endnu.
place-unknown = Lokalet er ikke afklaret endnu
fact-when = Hvornår
fact-where = Hvor
fact-title = Netværksmøde
fact-network = Netværk
fact-registration = Tilmelding
fact-contact = Kontakt
fact-next = Næste netværksmøde
fact-new-time = Ny tid
fact-concerns = Gælder
next-session = Netværksmøde { $number }, { $when }
answer-in-thread = Svar gerne i tråden. Én sætning er nok.
answer-in-thread-by = Svar gerne kort i tråden senest { $due }, så kan de andre skoler læse det på forhånd.
not-about-people = Skriv ikke om enkelte elever eller om navngivne kolleger.

## Forberedelse

preparation-title = Forberedelse til netværksmøde { $number }
preparation-lead = Netværksmøde { $number } nærmer sig. Det her vil vi bede jer gøre i ledelsesteamet, før vi mødes:
preparation-summary = { $session } Her er det, I kan forberede.
reading-whole = Læs { $title }{ $source }.
reading-pages = Læs { $pages } i { $title }{ $source }.
reading-figure = Studér figuren på side { $figure } i { $title }{ $source }.
reading-pages-and-figure = Læs { $pages }, og studér figuren på side { $figure } i { $title }{ $source }.
reading-page = side { $page }
reading-page-range = side { $first }-{ $last }
reading-minutes = Sæt cirka { $minutes ->
    [one] et minut
   *[other] { $minutes } minutter
} af.
link-reading = Åbn »{ $title }«

## Videndeling

sharing-title = Vær klar til at dele på netværksmøde { $number }
sharing-summary = { $session } Vær klar til at dele jeres erfaringer.
sharing-lead = På netværksmøde { $number } deler vi erfaringer på tværs af skolerne. Tal først om det her i ledelsesteamet:
sharing-themes = Temaer i arbejdet mellem møderne

## Påmindelse

reminder-title = Netværksmøde { $number } er { $date }
reminder-title-near = Netværksmøde { $number } er { $near }
reminder-summary = Påmindelse: { $session }
reminder-lead = Velkommen til netværksmøde { $number }!
reminder-bring-work = Tag det med, I har arbejdet med siden sidst.
reminder-bring-preparation = Tag det med, I har forberedt.
agenda = Program

## Afslutning

closing-title = Hvad tager I med jer?
closing-summary = Netværksmøde { $number }: Hvad tager I med jer? Svar gerne i tråden.
closing-lead-before-end = Netværksmøde { $number } er ved at være slut. Brug et minut i ledelsesteamet på det her:
closing-lead = Tak for netværksmøde { $number }! Brug et minut i ledelsesteamet på det her:
closing-what-you-take = Hvad er det vigtigste, I tager med jer?
closing-first-step = Hvad er det første, I vil prøve på jeres egen skole?

## Arbejde mellem møderne

work-title = Arbejde frem mod netværksmøde { $number }
work-title-last = Arbejde efter netværksmøde { $number }
work-summary = Arbejde mellem møderne, frem mod netværksmøde { $number }, { $when }.
work-summary-last = Arbejde efter netværksmøde { $number }.
work-lead = Tak for netværksmøde { $number }. Nu fortsætter arbejdet på jeres egen skole. Lad det bygge på det, I allerede er i gang med.
work-one-theme = Tema
work-themes = Vælg et af temaerne
work-questions = Spørgsmål at arbejde med
work-answers = Skriv gerne kort i tråden, hvad I er kommet frem til, senest { $due }.
work-share = På netværksmøde { $number } deler vi det, I er kommet frem til.

## Undervejs

touchpoint-title = På vej mod netværksmøde { $number }
touchpoint-summary = På vej mod netværksmøde { $number }: Hvordan går det på jeres skole?
touchpoint-lead = Hvordan går det på jeres skole? Tag gerne fem minutter i ledelsesteamet: Hvad har I prøvet indtil nu, og hvad undrer I jer over?
touchpoint-questions = Spørgsmålene, I arbejder med

## Tilmelding

registration-title = Tilmeld jer netværksmøde { $number }
registration-summary = Tilmeld jer netværksmøde { $number } i { $system }.
registration-summary-by = Tilmeld jer netværksmøde { $number } i { $system }. Fristen er { $day }.
registration-lead = Tilmelding sker i { $system }.
registration-lead-by = Tilmelding sker i { $system }. Fristen er { $day }.
registration-fact-by = { $system }, frist { $day }
link-register = Tilmeld jer

## Spørgsmål

question-title = { $count ->
    [one] Kort spørgsmål til jer
   *[other] { $count } korte spørgsmål til jer
}
question-title-session = { $count ->
    [one] Kort spørgsmål efter netværksmøde { $number }
   *[other] { $count } korte spørgsmål efter netværksmøde { $number }
}
question-summary = { $title }: { $text }
question-answer-by = Svar senest { $due }.
question-number = Spørgsmål { $number } af { $count }
question-about = Med det mener vi:
question-choose-many = Vælg en eller flere.
question-own-words = Svar med egne ord. En eller to sætninger er nok.
question-mode-secret = Hemmeligt svar: Ingen, heller ikke tovholderen, kan se, hvad du har svaret. Vi ser kun, at du har svaret.
question-mode-secret-school = Hemmeligt svar: Ingen, heller ikke tovholderen, kan se, hvad din skole har svaret. Vi ser kun, at skolen har svaret.
question-mode-coordinator = Kun tovholder: Tovholderen kan se, hvad du har svaret, men ingen andre.
question-mode-coordinator-school = Kun tovholder: Tovholderen kan se, hvad din skole har svaret, men ingen andre.
question-mode-named = Med navn: Alle, der får spørgsmålet, kan se, hvad du har svaret.
question-mode-named-school = Med navn: Alle, der får spørgsmålet, kan se, hvad din skole har svaret.
question-final = Svaret gemmes uden kobling til den, der svarer, og kan derfor ikke ændres, når det er givet.
question-change = Svaret kan ændres frem til fristen.
question-respondent-person = Hver leder svarer for sig selv.
question-respondent-school = Hver skole giver ét svar, og hvem som helst i ledelsesteamet kan give det.
question-results-closing = Resultatet kommer her, når fristen er udløbet.
question-results-live = Resultatet vises her, efterhånden som svarene kommer ind.
question-results-coordinators = Kun tovholderen får resultatet at se.
question-minutes = { $minutes ->
    [one] cirka et minut
   *[other] cirka { $minutes } minutter
}
question-voluntary = Det er frivilligt at svare.
question-page = Svar her
question-page-too = Eller svar på en webside
question-mention = Skriver du @Skolebud og et nummer her, er det et svar. Alle i kanalen ser, hvad du skriver.
fact-deadline = Frist
fact-takes = Tager

## Tovholdernes og programmets egne ord

announcement-title = Besked fra tovholderne
prompt-title = Til jer i netværket
prompt-title-session = Til netværksmøde { $number }

## Ændringer

moved-title = Netværksmøde { $number } er flyttet
moved-summary = Flyttet: { $moved } { $room }
moved-to-other-day = Netværksmøde { $number } er flyttet fra { $old } til { $new }.
moved-title-same-day = Ny tid for netværksmøde { $number }
moved-summary-same-day = Ny tid: { $moved } { $room }
moved-on-same-day = Netværksmøde { $number } er flyttet fra { $old } til { $new } samme dag, { $date }.
moved-title-held = Ændring af netværksmøde { $number }
moved-summary-held = Ændring: { $moved } { $room }
moved-held = Netværksmøde { $number } bliver holdt { $date } { $new }.
moved-room = Sted: { $place }.
moved-room-unknown = Lokalet er ikke afklaret.
moved-lead = Notér gerne tiden med det samme, og sig det til resten af ledelsesteamet.
room-changed-title = Stedet for netværksmøde { $number } er ændret
room-changed = Nyt sted for netværksmøde { $number } { $date }: { $new } (ikke { $old }).
room-changed-unknown = { $old } gælder ikke længere for netværksmøde { $number } { $date }. Nyt lokale er ikke afklaret endnu.
room-changed-same-time = Tiden er den samme.
cancelled-title = Netværksmøde { $number } er aflyst
cancelled-summary = Aflyst: Netværksmøde { $number } { $date } er aflyst. Ny dato følger.
cancelled-lead = Mødet bliver ikke holdt som planlagt. Ny dato følger.

## Til tovholderne

room-missing-title = Netværksmøde { $number } mangler lokale
room-missing-summary = Netværksmøde { $number } ({ $network }), { $when }, mangler lokale.
room-missing-lead = Indtil lokalet er på plads, får deltagerne at vide, at det ikke er afklaret endnu. Sådan angiver I det:
room-missing-place = Lokalet
trouble-title = { $count ->
    [one] Ét opslag nåede ikke frem, som det skulle
   *[other] { $count } opslag nåede ikke frem, som de skulle
}
trouble-summary = { $title }: { $first }
trouble-what = { $kind }, netværksmøde { $number } ({ $network })
trouble-to = til { $channel }
trouble-more = { $count ->
    [one] Det gælder ét opslag mere.
   *[other] Det gælder { $count } opslag mere.
} Se alt, der ikke blev sagt: { $command }
trouble-missed = Det nåede ikke frem, mens det var til nytte. Er der stadig brug for det, så send det nu: { $command }
trouble-unknown = Vi ved ikke, om det nåede frem. Se efter i kanalen. Mangler det, så send det igen: { $command }
trouble-retry = Send det igen, når det er bragt i orden: { $command }
trouble-reason-archived = Kanalen er arkiveret ({ $reason }). Åbn den igen, eller bed IT om at skifte til en anden kanal.
trouble-reason-no-channel = Kanalen findes ikke længere, eller vi kan ikke se den ({ $reason }). Bed IT om at lave en webhook til en kanal, der findes, og lægge den ind i indstillingerne.
trouble-reason-no-webhook = Webhooken er fjernet eller slået fra ({ $reason }). Bed IT om at lave en ny og lægge den ind i indstillingerne.
trouble-reason-not-accepted = Webhooken bliver ikke godtaget længere ({ $reason }). Bed IT om at lave en ny og lægge den ind i indstillingerne.
trouble-reason-prohibited = En administrator har lukket for den slags opslag ({ $reason }). Bed IT om at åbne for dem.
trouble-reason-general = Kun få må skrive i fælleskanalen ({ $reason }). Brug en anden kanal, eller bed IT om at åbne for os.
trouble-reason-settings = Kanalen mangler i indstillingerne, eller adressen kan ikke bruges ({ $reason }). Bed IT om at rette den.
trouble-reason-not-reached = Vi kunne ikke få forbindelse til platformen ({ $reason }). Bed IT om at tjekke netværket.
trouble-reason-no-answer = Vi fik ikke noget klart svar ({ $reason }).
trouble-reason-platform = Platformen havde en fejl eller for travlt ({ $reason }).
trouble-reason-other = Noget gik galt ({ $reason }). Bed IT om at se på det.
trouble-reason-none = Vi fik ikke at vide hvorfor. Bed IT om at se i loggen.
kind-preparation = Forberedelse
kind-sharing = Videndeling
kind-reminder = Påmindelse
kind-closing = Afslutning
kind-intermediate-work = Arbejde mellem møderne
kind-touchpoint = Undervejs
kind-registration = Tilmelding
kind-room-missing = Lokale mangler
kind-prompt = Programmets egne ord
kind-question = Kort spørgsmål
kind-nudge = Påmindelse om spørgsmål
kind-result = Resultat
kind-announcement = Besked
kind-moved = Flyttet
kind-room-changed = Nyt sted
kind-cancelled = Aflyst
kind-trouble = Fejlmeddelelse
kind-hello = Testbesked
hello-title = Hej fra Skolebud!
hello-summary = Hej fra Skolebud! Forbindelsen til { $channel } virker.
hello-lead = Det her er en testbesked til { $channel }. Hvis I kan se den, virker forbindelsen. I behøver ikke gøre noget.

## Siden med den indbyggede chat

page-title = Skolebud
page-skip = Gå til opslagene
page-posts-in = Opslag i { $channel }
page-new-post = Nyt opslag: { $title }
page-unseen = { $count ->
    [one] ét nyt opslag
   *[other] { $count } nye opslag
}
page-schools = { $count ->
    [one] Lederne på én skole
   *[other] Lederne på { $count } skoler
}
page-empty-hint = Tryk på »{ $next }«, eller lad uret gå.
page-sessions = Netværksmøder
page-older = Vis ældre opslag
page-newest = Til de nyeste opslag
page-stuck = Noget, der skulle sendes nu, blev ikke sendt. Loggen siger hvorfor.
page-speed-hour-short = 1 time/s
page-speed-day-short = 1 døgn/s
page-speed-week-short = 1 uge/s
page-agenda-time = Tid
page-agenda-what = Hvad
page-sandbox-lead = Det her er Skolebuds indbyggede chat. Intet her forlader denne maskine.
page-channels = Kanaler
page-coordinators = Tovholderne
page-language = Sprog
page-clock-label = Uret i demoen
page-next-post = Næste opslag
page-play = Afspil
page-pause = Pause
page-speed-hour = En time i sekundet
page-speed-day = Et døgn i sekundet
page-speed-week = En uge i sekundet
page-jump = Hop
page-jump-date = Hop til dato
page-coming = Kommer senere
page-end-of-year = Ikke flere opslag
page-empty-channel = Der er ikke sagt noget her endnu.
page-no-javascript = Siden virker også uden JavaScript. Genindlæs den for at se nye opslag.

# Who the viewer is, and what they say
page-you-are = Du er her som
page-you-change = Skift
page-leader = Leder på { $school }
page-coordinator = Tovholder
page-write = Skriv til Skolebud
page-write-hint = Skriv et svar, eller »hjælp«
page-send = Send
page-only-you = Kun du kan se dette
page-options = Svar
page-have-answered = { $count ->
    [one] Én har svaret
   *[other] { $count } har svaret
}
page-noted = { $who } har svaret
page-given = { $who } har svaret og kan ændre svaret
page-your-choice = dit svar
page-closed = Spørgsmålet er lukket
page-new-line = { $who } skrev: { $text }
page-simulated = simuleret
page-simulated-lead = Lederne her er simulerede: Skolebud har fundet på deres svar. Skolerne i programmet har ikke skrevet dem.
page-simulated-result = Svar fra simulerede ledere

## Svarsiden

page-form-who-sees = Hvem ser svaret
page-form-seen-secret = { question-mode-secret } Du oplyser hverken navn eller skole.
page-form-seen-secret-school = { question-mode-secret-school }
page-form-seen-coordinator = Tovholderen kan se, hvad du svarer, men ingen andre.
page-form-seen-coordinator-school = Tovholderen kan se, hvad skolen svarer, men ingen andre.
page-form-seen-named = Alle, der får spørgsmålet, kan se, hvad du svarer.
page-form-seen-named-school = Alle, der får spørgsmålet, kan se, hvad skolen svarer.
page-form-afterwards = Bagefter
page-form-final = Svaret gemmes uden kobling til den, der svarer, og kan derfor ikke ændres, når det er sendt.
page-form-can-change = Svaret kan ændres frem til fristen.
page-form-results-closing = Resultatet kommer i kanalen, når fristen er udløbet.
page-form-results-live = Resultatet vises i kanalen, efterhånden som svarene kommer ind.
page-form-your-answer = Dit svar
page-form-schools-answer = Skolens svar
page-form-choose-one = Vælg ét.
page-form-who = Hvem svarer?
page-form-self-declared = Det oplyser du selv. Vi kontrollerer det ikke, og det bliver stående som oplyst af den, der svarede.
page-form-school = Den skole, du leder
page-form-choose-school = Vælg skole
page-form-no-schools = Ingen skole er anført til dette spørgsmål. Sig til hos tovholderen.
page-form-name = Dit navn
page-form-name-hint = Skriv det ens hver gang, så kan du ændre dit svar senere.
page-form-cookie = Når du sender, lægger siden en cookie i browseren, kun for at der ikke bliver svaret to gange herfra. Den siger ikke, hvem du er, og forsvinder nogle dage efter fristen.
page-form-no-cookie = Siden bruger ingen cookies.
page-form-error-title = Svaret er ikke sendt endnu
page-form-error-before = Fejl: { $title }
page-form-error-choose-one = Vælg et af svarene.
page-form-error-choose-several = Vælg mindst ét af svarene.
page-form-error-unknown = Det svar findes ikke i spørgsmålet. Vælg mellem dem, der står her.
page-form-error-text = Skriv et svar.
page-form-error-text-long = Svaret er for langt. Det må have { $most } tegn, og nu har det { $count }.
page-form-error-school = Vælg den skole, du leder.
page-form-error-name = Skriv dit navn.
page-form-error-name-long = Navnet er for langt. Det må have { $most } tegn, og nu har det { $count }.
page-form-error-foreign = Formularen hørte ikke til denne side, så intet er noteret. Svar her, og send igen.
page-form-error-expired = Siden har stået åben i mere end et døgn. Se svaret igennem, og send det en gang til.
page-form-error-busy = Mange svarer lige nu, og dit svar kom ikke med. Vent lidt, og send det en gang til.
page-form-kept = Det er noteret
page-form-question = Spørgsmål
page-form-kept-answer = Svar
page-form-kept-school = Skole
page-form-kept-name = Navn
page-form-change = Ret svaret
page-form-next = Næste spørgsmål
page-form-last = Det var det sidste spørgsmål.
page-form-may-close = Du kan lukke siden nu.
page-form-unknown-title = Linket virker ikke
page-form-unknown = Det kan være gammelt eller have mistet nogle tegn undervejs. Åbn det en gang til fra beskeden i kanalen. Virker det stadig ikke, så sig til hos netværkets tovholder.
page-form-early-title = Spørgsmålet er ikke åbnet endnu
page-form-early = Det kan besvares fra { $opens } til { $closes }. Åbn linket igen til den tid.
page-form-closed-title = Spørgsmålet er lukket
page-form-closed = Fristen var { $due }. Svar kan ikke længere gives eller ændres. Er du i tvivl om noget, så spørg netværkets tovholder.
page-form-closed-early = Tovholderen har afsluttet det. Svar kan ikke længere gives eller ændres.
page-form-withdrawn-title = Spørgsmålet er trukket tilbage
page-form-withdrawn = Det skal ikke besvares længere. Vil du vide hvorfor, så spørg netværkets tovholder.
page-form-already-title = Du har allerede svaret
page-form-already = Et svar er sendt fra denne browser. Det er hemmeligt og kan ikke ændres. Deler du computer med nogen, kan den anden svare fra sin egen.
page-form-trouble-title = Noget gik galt hos os
page-form-trouble = Er du i tvivl om, om svaret kom frem, så åbn linket igen om lidt, og send det en gang til.

# Said to whoever answers
answer-thanks = Tak, dit svar er noteret
answer-final = Svaret er hemmeligt og kan ikke ændres.
answer-can-change = Du kan ændre svaret, indtil spørgsmålet lukker.
answer-changed = Tak, dit svar er ændret
answer-final-already = Du har allerede svaret. Et hemmeligt svar kan ikke ændres.
answer-older = Der står allerede et nyere svar; dette ændrede ikke noget.
answer-closed = Spørgsmålet er lukket. Svar kan ikke længere gives eller ændres.
answer-withdrawn = Spørgsmålet er trukket tilbage, så du behøver ikke svare. Tak, fordi du ville.
answer-not-understood = Det svar kender vi ikke. Vælg en af mulighederne i spørgsmålet.
answer-unavailable = Noget er galt hos os, og svaret er ikke noteret. Prøv igen om lidt.
answer-which-school = Hvilken skole leder du?
answer-which-school-note = Vælg din skole, så husker vi den. Svar derefter på spørgsmålet én gang til.
answer-school-kept = Tak. Vi har noteret, at du leder { $school }.
answer-now-again = Nu kan du svare på spørgsmålet.
answer-nothing = Der var ikke noget her at svare på.

## Svar med egne ord

written-thanks = Tak. Dit svar { $answer } er noteret.
written-changed = Tak. Dit svar er ændret til { $answer }.
written-quoted = »{ $text }«
written-question = Spørgsmålet var: { $question }
written-next = Næste spørgsmål
written-how = Svar med et nummer, for eksempel: { $example }
written-own-words = Svar med egne ord: { $example } …
written-which-option = Hvilket svar mener du?
written-which-question = Du har svaret på alle. Hvilket svar vil du ændre?
written-name-it = Skriv spørgsmålets navn foran svaret, for eksempel: { $example }
written-in-the-open = Dette spørgsmål kan ikke besvares her, hvor alle læser med.
written-in-the-open-note = Svarene er hemmelige. Det, du skrev, er ikke noteret.
written-in-the-open-link = Svar her i stedet
written-none-open = Ingen spørgsmål er åbne her lige nu.
reply-thanks = Tak! Det, I skrev, er gemt.
reply-prompt = Det står som svar på »{ $prompt }«. I kan skrive mere eller rette det indtil { $until }.
reply-unplaced = Vi ved endnu ikke, hvilket netværk du er med i. Sig, hvilken skole du leder, så kommer det det rigtige sted hen.
reply-which-school = Hvilken skole leder du? Så kommer svaret under den rigtige skole.
reply-late = Tiden for at svare på »{ $prompt }« er gået.
reply-late-note = Det, du skrev, er ikke noteret. Tag det gerne med til netværksmødet.
reply-too-long = Teksten er for lang. Vi kan gemme { $most } tegn og har ikke noteret noget af den.
reply-too-long-note = Del den gerne i flere beskeder.
school-how = Du kan også skrive, for eksempel: { $example }
school-fixed = Tovholderen har noteret, at du leder { $school }.
school-fixed-note = Er det forkert, så sig det til tovholderen.
school-unknown = Den skole kender vi ikke.
school-did-you-mean = Mente du { $school }?
said-help = Skriv { $example }, så ser du, hvad du kan skrive til mig.

## Questions in chat.

choices-send = Send svaret
choices-pick = Vælg på listen

## Resultater

result-title = Sådan blev svarene
result-title-so-far = Sådan ser svarene ud indtil nu
result-response = { $answered } af { $asked } har svaret.
result-response-of-unknown = { $answered } har svaret. Hvor mange der er spurgt, er ikke kendt.
result-most = { $count } af { $of } svarede »{ $answer }«.
result-most-so-far = { $count } af { $of } har svaret »{ $answer }«.
result-nearly-all = Næsten alle svarede »{ $answer }«.
result-nearly-all-so-far = Næsten alle har svaret »{ $answer }«.
result-middle = Svaret i midten er »{ $answer }«.
result-few = to eller færre
result-nearly = næsten alle
result-or = eller
result-others = Andre svar ({ $answers })
result-own-words = Svar med egne ord
result-networks = Netværkene
result-open = Der kunne svares fra { $from } til { $to }.
result-open-so-far = Der kan svares fra { $from } til { $to }.
result-mode-secret = Svarene er hemmelige: Ingen kan se, hvem der har svaret hvad.
result-mode-coordinator = Kun tovholderne kan se, hvem der har svaret hvad.
result-mode-named = Svarene er givet med navn.
result-several = Man kunne vælge flere svar.
result-several-so-far = Man kan vælge flere svar.
result-no-percent = Under 20 svar viser vi antal og ikke procent.
result-rule-few = Færre end fem har svaret. Så viser vi kun hvor mange.
result-rule-hidden = Fordelingen vises ikke, fordi den kunne røbe, hvad enkelte har svaret.
result-rule-merged = Svar, som kun en eller to har valgt, er slået sammen med andre.
result-rule-nearly-all = »Næsten alle« kan også være alle. Så viser vi ikke tal.
result-rule-network = For nogle netværk viser vi kun, hvor mange der har svaret, så ingen kan genkendes.
result-rule-new = Tallene er fra, da { $of } havde svaret. Siden har for lidt ændret sig til, at nye tal kan vises.
result-self-declared-school = { $count ->
    [one] Ét af svarene er givet på svarsiden, hvor man selv oplyser sin skole.
   *[other] { $count } af svarene er givet på svarsiden, hvor man selv oplyser sin skole.
}
result-self-declared-person = { $count ->
    [one] Ét af svarene er givet på svarsiden, uden login.
   *[other] { $count } af svarene er givet på svarsiden, uden login.
}
result-nobody-answered = Ingen svarede.
result-key-lost = Svarene kan ikke tælles: Nøglen til dette hemmelige spørgsmål gik tabt, før det lukkede. Sig det til IT, loggen siger mere. Skal det besvares, må det stilles igen.

# A question that is still open
nudge-title = { $count ->
    [one] Et kort spørgsmål er stadig åbent
   *[other] { $count } korte spørgsmål er stadig åbne
}
nudge-schools-of = { $asked ->
    [one] { $answered } af { $asked } skole har svaret.
   *[other] { $answered } af { $asked } skoler har svaret.
}
nudge-schools = { $answered ->
    [0] Ingen har svaret endnu.
    [one] Én skole har svaret.
   *[other] { $answered } skoler har svaret.
}
nudge-people = { $answered ->
    [0] Ingen har svaret endnu.
   *[other] { $answered } har svaret.
}
nudge-open-until = Der kan svares indtil { $due }.
nudge-done = Har I svaret, behøver I ikke gøre noget.

## Kommandoer

help-title = Hej! Det her kan du skrive til mig
help-summary = Det her kan du skrive til Skolebud.
help-lead = Du kan skrive på dit eget sprog. Her er eksempler:
help-for-coordinators = For tovholdere
help-before-it-is-said = Før noget bliver sagt til mange, ser du præcis, hvad der bliver sagt, og bekræfter det. Tilføj --prøvekør, så bliver det kun vist.
help-note = Det er ikke så nøje med store og små bogstaver, anførselstegn og mellemrum. Du kan spørge om én kommando: hjælp svar.
help-where = I Slack får du svar, når du skriver »/skolebud« foran. Nævner du mig dér, eller skriver du i en tråd, læser jeg det uden at svare. I Teams nævner du @Skolebud.
help-next-example = næste
help-next = hvornår næste netværksmøde er, og hvad I kan forberede
help-mine-example = mine
help-mine = det, der venter på svar fra dig
help-answer-example = svar 2
help-answer = svar på det seneste spørgsmål med nummer eller med egne ord
help-school-example = skole Vollen
help-school = hvilken skole du leder, så svarene kommer det rigtige sted hen
help-help-example = hjælp
help-help = denne hjælp
help-announce-example = meddel »Husk at læse side 38-45« til gruppe-1 i morgen kl. 8.30
help-announce = sig noget til netværk, nu eller senere
help-ask-example = spørg »Kommer I på fredag?« ja, nej, ved ikke til gruppe-1
help-ask = stil et kort spørgsmål, eller et af programmets: spørg opgave
help-results-example = resultater opgave
help-results = det, der er svaret på et spørgsmål
help-missing-example = mangler opgave
help-missing = hvor mange der ikke har svaret endnu
help-nudge-example = påmind opgave
help-nudge = mind dem, der ikke har svaret, om det
help-close-example = luk opgave
help-close = afslut et spørgsmål og vis resultatet i kanalen
help-status-example = status
help-status = hvordan det står til, og hvad der kommer
help-preview-example = forhåndsvis
help-preview = det næste, der bliver sagt, som det kommer til at se ud
help-move-example = flyt møde 2 til 6. november kl. 8.30-13.00 sted Festsalen
help-move = giv et netværksmøde ny dag, tid eller nyt sted, og sig det til dem, der har fået noget andet at vide
help-cancel-example = aflys møde 2
help-cancel = aflys et netværksmøde, og sig det til dem, der har hørt om det
help-pause-example = pause gruppe-1
help-pause = vent med alt, der skulle siges
help-resume-example = fortsæt gruppe-1
help-resume = sæt i gang igen
help-coordinators-example = tovholdere tilføj @kollega for gruppe-1
help-coordinators = vis, tilføj eller fjern tovholdere
help-confirm-example = bekræft K7PM
help-confirm = gør det, du lige fik vist

## Fejl i en kommando

mistake-did-you-mean = Mente du »{ $word }«?
mistake-example = Prøv sådan her: { $example }
mistake-not-understood = Jeg forstod ikke »{ $written }«.
mistake-no-such-day = Dagen »{ $written }« findes ikke.
mistake-not-a-time = »{ $written }« er ikke en dag eller et klokkeslæt, jeg kender.
mistake-wrong-weekday = { $day } er en { $own }. Hvilken dag mente du?
mistake-ends-before-it-starts = Slutningen skal komme efter starten.
mistake-one-choice = Et spørgsmål med svarmuligheder skal have mindst to. Skil dem ad med komma.
mistake-question-unclear = Jeg kan ikke se, hvor spørgsmålet slutter. Sæt det i anførselstegn.
mistake-no-text = Hvad skal jeg sige? Sæt teksten i anførselstegn.
mistake-no-question = Hvilket spørgsmål drejer det sig om?
mistake-no-answer = Hvad vil du svare?
mistake-no-session = Hvilket netværksmøde drejer det sig om?
mistake-no-change = Hvad er nyt: dagen, tiden eller stedet?
mistake-no-date = Hvilken dag drejer det sig om?
mistake-no-time = Hvornår skal det være?
mistake-no-place = Hvor skal det være?
mistake-no-networks = Hvilket netværk drejer det sig om?
mistake-no-person = Hvem drejer det sig om? Nævn personen med @.
mistake-no-code = Hvilken kode? Den står i den besked, du skal bekræfte.
mistake-no-school = Hvilken skole leder du?

# What commands do.
desk-no-coordinator = Det er tovholderen, der gør det
desk-no-coordinator-note = Sig til hos netværkets tovholder, så får I det til sammen. Skriv »hjælp« for at se, hvad du kan gøre her.
desk-dry-run = Det her er kun en prøve: intet er sagt eller ændret.
desk-confirm = Passer det? Bekræft inden for et kvarter: tryk på knappen, eller skriv »bekræft { $code }«.
desk-confirm-yes = Ja, gør det
desk-confirm-no = Nej, lad være
desk-no-draft = Der er intet at bekræfte
desk-no-draft-note = Et udkast venter et kvarter. Skriv kommandoen en gang til, så får du teksten at se igen.
desk-discarded = Udkastet er kasseret
desk-discarded-note = Intet er sagt eller ændret.
desk-said-now = I { $channels }, straks
desk-said-at = I { $channels }, { $date } kl. { $time }

# What the words of a command mean.
desk-session = Netværksmøde { $number }
desk-which-network = Hvilket netværk mener du?
desk-which-network-note = Skriv navnet i kommandoen, for eksempel »netværk gruppe-1«, eller »til alle« for alle dine.
desk-no-network = Jeg kender ikke netværket »{ $written }«
desk-not-yours = Du er ikke tovholder for { $network }
desk-not-yours-note = Sig til hos den, der er tovholder for netværket, eller bed om at blive tilføjet.
desk-no-networks = Der er ikke noget netværk her endnu
desk-no-networks-note = Programmet skal lægges ind først. Det gør den, der drifter Skolebud.
desk-unknown-session = { $network } har intet netværksmøde »{ $written }«
desk-unknown-session-note = Skriv nummeret eller datoen.
desk-which-question = Hvilket spørgsmål mener du?
desk-which-question-note = Skriv navnet på det eller nogle ord fra det.
desk-unknown-question = Jeg kan ikke finde spørgsmålet »{ $written }«
desk-no-question = Der er ikke noget spørgsmål at vise
desk-no-question-note = Skriv »hjælp spørg« for at se, hvordan du stiller et.
desk-no-post = Der er ikke noget, der venter på at blive sagt
desk-no-post-note = Nye beskeder kommer, når programmet har flere netværksmøder, eller når du meddeler noget.
desk-unknown-post = Jeg kan ikke finde beskeden »{ $written }«
desk-unknown-post-note = Skriv leveringens nummer, eller bare »forhåndsvis« for at se den næste.

# What lies before, and what waits
next-title = Næste netværksmøder
next-title-days = { $days ->
    [0] Næste netværksmøde er i dag
    [1] Næste netværksmøde er i morgen
   *[other] Næste netværksmøde er om { $days } dage
}
next-title-none = Ikke flere netværksmøder i programmet
next-none = Der er ikke flere netværksmøder. Tak for indsatsen, og held og lykke med det, I har sat i gang!
next-lead = Her er det vigtigste om netværksmøde { $number }:
next-cancelled = Netværksmøde { $number } { $date } er aflyst.
next-prepare = Det kan I forberede:
next-share = Vær klar til at dele:
next-nothing-to-prepare = I behøver ikke at forberede noget.
mine-title = Det her venter på dig
mine-title-none = Intet venter på dig
mine-none = Du er ajour. Skriv »næste« for at se, hvornår næste netværksmøde er.
mine-questions = Spørgsmål, du ikke har svaret på
mine-question = { $text } Frist { $due }.
mine-answer-there = Svar dér, hvor spørgsmålene blev stillet.
mine-replies = Din skole har ikke svaret på
mine-reply = { $what }. Skriv gerne kort i tråden senest { $due }.
mine-prepare = Forbered til netværksmøde { $number }, { $when }
desk-which-school-note = Vælg din skole her, eller skriv »skole« og navnet på den.
desk-no-programme = Der er ikke lagt noget program ind endnu
desk-no-programme-note = Tovholderen eller IT lægger det ind. Prøv igen senere.

# Announcing, moving, and who coordinates.
desk-announce = Dette bliver sagt til { $networks }
desk-announced = Det er på vej til { $networks }
desk-announce-planned = Det ligger klar til { $networks }
desk-quiet = Da er det stilletid. Det bliver sagt { $when }.
desk-passed = Det tidspunkt er passeret
desk-passed-note = Vælg et tidspunkt, der kommer, eller udelad det for at sige det nu.
desk-no-opening = Der er ingen åben tid at sige det i
desk-no-opening-note = Alt inden for et år er stilletid eller ferie. Se tiderne i programmet efter.
desk-long = Teksten er for lang
desk-long-note = Hold den under 10.000 tegn; folk læser helst få linjer.
desk-no-channel = Ingen kanal når de netværk
desk-no-channel-note = Den, der drifter Skolebud, skal lægge en kanal ind i indstillingerne først.
desk-unheard = Ingen kanal når { $networks }: der hører ingen dette.
desk-is-paused = { $network } er sat på pause. Intet bliver sagt der, før du skriver »fortsæt«.
desk-move = { $session } for { $network } flyttes til { $when }
desk-moved = { $session } for { $network } er flyttet til { $when }
desk-room = { $session } for { $network } får nyt sted: { $when }
desk-roomed = { $session } for { $network } har fået nyt sted: { $when }
desk-cancel = { $session } for { $network } aflyses: { $when }
desk-cancelled = { $session } for { $network } er aflyst: { $when }
desk-cancelled-already = { $session } for { $network } er allerede aflyst: { $when }
desk-so-already = Sådan er det allerede: { $session } for { $network } er { $when }
desk-held-after-all = Det var aflyst og bliver holdt alligevel.
desk-nobody-was-told = Ingen har fået andet at vide, så intet bliver sagt nu.
desk-along = Følger med: »{ $what }« { $when }
desk-not-said = Bliver ikke sagt: »{ $what }« { $when }
desk-more = … og { $count } til.
desk-warn-past = Obs: { $date } er forbi.
desk-warn-weekend = Obs: { $date } er i weekenden.
desk-warn-holiday = Obs: { $date } er en helligdag eller fridag.
desk-warn-break = Obs: { $date } er i perioden »{ $name }«.
desk-warn-outside = Obs: { $date } er uden for programmets tid.
desk-warn-clash = Obs: { $session } er også { $date }.
desk-preview = Sådan bliver det sagt { $when }
desk-preview-over = Den venter ikke længere: den er sagt, eller den bliver ikke sagt.
desk-preview-no-channel = Ingen kanal når dem, der skal høre dette.
desk-status = Sådan står det til
desk-status-nothing = Intet venter på at blive sagt.
desk-status-open = Åbne spørgsmål
desk-status-question = { $question }: { $answered } har svaret, lukker { $closes }
desk-status-unsaid = Ikke sagt de sidste to uger
desk-coordinators = Tovholdere
desk-coordinator = { $person }: { $whom }
desk-coordinator-settled = { $person }: { $whom } (i indstillingerne)
desk-coordinators-none = Ingen er tilføjet endnu.
desk-coordinators-note = Vi viser brugernummeret; navne gemmes ikke.
desk-add = { $person } bliver tovholder for { $whom }
desk-added = { $person } er nu tovholder for { $whom }
desk-remove = { $person } skal ikke længere være tovholder for { $whom }
desk-removed = { $person } er ikke længere tovholder for { $whom }
desk-settled = { $person } står i indstillingerne
desk-settled-note = Kun den, der drifter Skolebud, kan ændre det der.
desk-no-such-coordinator = { $person } kan ikke fjernes der
desk-no-such-coordinator-note = Personen er ikke tovholder for det netværk. Skriv »tovholdere« for at se, hvem der er.
desk-coordinates-all-note = Personen er tovholder for hele programmet. Den, der selv er det, kan skrive »for alle«.
desk-last = Du er den sidste tovholder
desk-last-note = Tilføj en anden først, så netværket ikke står uden.
desk-whom = Jeg kan ikke se, hvem du mener
desk-whom-note = Nævn personen med @ i en Slack-kommando og vælg navnet på listen. I Teams får jeg ikke at vide, hvem der nævnes: bed den, der drifter Skolebud, om at lægge personen ind i indstillingerne.
desk-whom-terminal-note = Skriv hele navnet som i indstillingerne, i anførselstegn: »slack/T024BE7LD/U2147483697«.

# At the terminal.
terminal-ask = Skal det gøres? [j/N]
terminal-yes-needed = Det her skal bekræftes. Tilføj --ja for at gøre det, eller --prøve for kun at se det.
terminal-otherwise = Nu ville der blive sagt noget andet, end du så. Skriv kommandoen en gang til.
terminal-help = »skolebud hjælp« viser kommandoerne, »skolebud --help« alt andet.
# Questions and pauses by command
desk-ask = Spørgsmålet stilles til { $networks }
desk-asked = Spørgsmålet er stillet til { $networks }
desk-ask-named = I kommandoer hedder spørgsmålet »{ $name }«.
desk-ask-not = Spørgsmålet kan ikke stilles
desk-ask-nowhere = Der er ingen kanal for { $networks }, hvor det kan besvares. Bed IT om at åbne for svar i chatten.
desk-ask-paused = { $networks } er sat på pause. Skriv »fortsæt« først.
desk-ask-open-already = Det er allerede åbent for { $networks }. Luk det først, eller mind om det.
desk-ask-elsewhere = Det spørgsmål er ikke til disse netværk.
desk-ask-one-programme = Netværkene hører til forskellige programmer. Stil spørgsmålet i ét program ad gangen.
desk-ask-no-time = Kalenderen har ingen tid, hvor det kan stilles og besvares.
desk-ask-unknown = Programmet har ikke noget spørgsmål, der hedder »{ $written }«
desk-ask-unknown-note = Skriv navnet på et af disse, eller sæt dit eget spørgsmål i anførselstegn.
desk-ask-too-many-options = Mere end ti svarmuligheder er for mange at vælge imellem i en chat. Behold de ti vigtigste.
desk-ask-long-option = En svarmulighed er for lang til en knap. Kort den ned til 75 tegn.
desk-ask-options-alike = To af svarmulighederne er ens.
desk-answered = { $count ->
    [0] Ingen har svaret endnu.
   *[other] { $count } har svaret.
}
desk-answered-of = { $count } af { $of } skoler har svaret.
desk-close = Spørgsmålet lukkes nu: { $text }
desk-closed = Spørgsmålet er lukket: { $text }
desk-close-not-all = Det spørgsmål gælder også andre netværk
desk-close-not-all-note = Kun den, der er tovholder for alle de spurgte netværk, kan lukke det. Ellers lukker det af sig selv ved fristen.
desk-close-few = Færre end fem har svaret. Så siges kun antallet.
desk-close-nothing-said = Der siges ikke noget resultat i kanalen.
desk-close-to-coordinators = Resultatet siges kun til tovholderne.
desk-close-result = Resultatet siges i { $channels } efter reglerne for små grupper.
desk-missing = Det her mangler
desk-missing-none = Intet mangler
desk-missing-none-note = Ingen spørgsmål er åbne, og der er ikke bedt om svar.
desk-missing-due = Frist { $due }.
desk-missing-names = Mangler: { $names }.
desk-missing-names-elsewhere = Her kan alle læse svaret, så skolerne er ikke nævnt. Spørg dér, hvor kun du ser svaret.
desk-pause = { $networks } sættes på pause
desk-paused = { $networks } er sat på pause
desk-paused-already = { $networks } er allerede på pause
desk-not-paused = { $networks } er ikke på pause
desk-pause-waits = { $count ->
    [one] Ét opslag venter: { $posts }.
   *[other] { $count } opslag venter, først: { $posts }.
}
desk-pause-questions = Åbne spørgsmål kan stadig besvares, og deres frister løber.
desk-pause-until = Intet siges der, før du skriver »fortsæt«. Det, der imens ikke længere er til nytte, falder bort uden flere ord.
desk-resume = { $networks } sættes i gang igen
desk-resumed = { $networks } er i gang igen
desk-resume-comes = { $count ->
    [one] Det her kommer nu, eller når stilletiden er slut: { $posts }.
   *[other] { $count } opslag kommer nu, eller når stilletiden er slut: { $posts }.
}
desk-resume-nothing = Intet har ventet, som stadig er til nytte.
desk-results-elsewhere = Det resultat er kun for tovholderne
desk-results-elsewhere-note = Her kan alle læse svaret. Spørg dér, hvor kun du ser det.
desk-results-own-words-elsewhere = Her kan alle læse svaret, så det, folk har skrevet, vises ikke. Spørg dér, hvor kun du ser det.
desk-results-none = Der er ikke noget resultat at vise
desk-results-none-note = Svarene kan ikke tælles. Loggen siger mere; bed IT om at se på det.
desk-results-later = Resultatet kommer, når spørgsmålet lukker, { $due }.
desk-nudge = Der sendes en påmindelse om spørgsmålet: { $text }
desk-nudged = En påmindelse er på vej om spørgsmålet: { $text }
desk-nudge-not = Der sendes ingen påmindelse nu
desk-nudge-not-by-itself = Programmet sender ikke selv påmindelser om dette spørgsmål. Du kan gøre det alligevel.
desk-nudge-all-answered = Alle skoler har svaret.
desk-nudge-nowhere = Der er ingen kanal, hvor det kan besvares.
desk-nudge-paused = Netværket er sat på pause. Skriv »fortsæt« først.
desk-nudge-too-late = Spørgsmålet lukker, før vi kan sige noget igen.
desk-nudge-enough = Der er sendt to påmindelser, og flere sender vi ikke.
desk-nudge-today = Netværket har fået en påmindelse om et spørgsmål i dag. Den næste kan tidligst sendes i morgen.
desk-lead = { $person } noteres som leder for { $school }
desk-led = { $person } er noteret som leder for { $school }
desk-lead-note = Hemmelige svar og svar på spørgsmål, der er lukket, bliver stående, som de er.
desk-lead-elsewhere = { $person } står som leder for { $school } i { $network }
desk-lead-elsewhere-note = Det netværk er du ikke tovholder for. Den, der er tovholder for begge, kan flytte lederen, eller den, der drifter Skolebud.
desk-lead-replies = { $count ->
    [one] Én besked, som { $person } har skrevet, flyttes til { $school }.
   *[other] { $count } beskeder, som { $person } har skrevet, flyttes til { $school }.
}
desk-lead-answers = { $count ->
    [one] Ét svar på et åbent spørgsmål flyttes til { $school }.
   *[other] Svar på { $count } åbne spørgsmål flyttes til { $school }.
}
desk-lead-gives-way = { $count ->
    [one] På ét åbent spørgsmål har { $school } selv svaret senere, og det svar gælder.
   *[other] På { $count } åbne spørgsmål har { $school } selv svaret senere, og de svar gælder.
}
desk-no-school = Vi finder ingen skole, der hedder »{ $written }«
desk-no-school-note = Skriv navnet, som det står her.
