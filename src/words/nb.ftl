### Alt Skolebud sier på bokmål. Nøkler og verdier er de samme i alle språkene.
### Leseren er en ledergruppe («dere»). Kort, varmt og konkret.

## Om en samling

session-is = Samling { $number } er { $when }, { $place }.
session-is-without-room = Samling { $number } er { $when }. Rom er ikke avklart ennå.
place-unknown = Rom er ikke avklart ennå
fact-when = Når
fact-where = Hvor
fact-title = Samling
fact-network = Nettverk
fact-registration = Påmelding
fact-contact = Kontakt
fact-next = Neste samling
fact-new-time = Ny tid
fact-concerns = Gjelder
next-session = Samling { $number }, { $when }
answer-in-thread = Svar gjerne i tråden. Én setning er nok.
answer-in-thread-by = Svar gjerne kort i tråden innen { $due }, så kan de andre skolene lese det på forhånd.
not-about-people = Ikke skriv om enkeltelever eller om navngitte kolleger.

## Forberedelse

preparation-title = Forberedelse til samling { $number }
preparation-lead = Samling { $number } nærmer seg. Dette ber vi dere gjøre i ledergruppa før vi møtes:
preparation-summary = { $session } Her er det dere kan forberede.
reading-whole = Les { $title }{ $source }.
reading-pages = Les { $pages } i { $title }{ $source }.
reading-figure = Studer figuren på side { $figure } i { $title }{ $source }.
reading-pages-and-figure = Les { $pages } og studer figuren på side { $figure } i { $title }{ $source }.
reading-page = side { $page }
reading-page-range = side { $first }–{ $last }
reading-minutes = Sett av om lag { $minutes ->
    [one] ett minutt
   *[other] { $minutes } minutter
}.
link-reading = Åpne «{ $title }»

## Deling

sharing-title = Vær klare til å dele på samling { $number }
sharing-summary = { $session } Vær klare til å dele erfaringer.
sharing-lead = På samling { $number } deler vi erfaringer på tvers av skoler. Snakk sammen i ledergruppa om dette først:
sharing-themes = Temaene i mellomarbeidet

## Påminnelse

reminder-title = Samling { $number } er { $date }
reminder-title-near = Samling { $number } er { $near }
reminder-summary = Påminnelse: { $session }
reminder-lead = Velkommen til samling { $number }!
reminder-bring-work = Ta med mellomarbeidet.
reminder-bring-preparation = Ta med det dere har forberedt.
agenda = Program

## Avslutning

closing-title = Hva tar dere med dere?
closing-summary = Samling { $number }: Hva tar dere med dere? Svar gjerne i tråden.
closing-lead-before-end = Samling { $number } går mot slutten. Bruk ett minutt i ledergruppa på dette:
closing-lead = Takk for samling { $number }! Bruk ett minutt i ledergruppa på dette:
closing-what-you-take = Hva er det viktigste dere tar med dere?
closing-first-step = Hva er det første dere vil prøve på egen skole?

## Mellomarbeid

work-title = Mellomarbeid fram mot samling { $number }
work-title-last = Mellomarbeid etter samling { $number }
work-summary = Mellomarbeid fram mot samling { $number }, { $when }.
work-summary-last = Mellomarbeid etter samling { $number }.
work-lead = Takk for samling { $number }. Nå fortsetter arbeidet på egen skole. La det bygge på det dere allerede er i gang med.
work-one-theme = Tema
work-themes = Velg ett av temaene
work-questions = Spørsmål å arbeide med
work-answers = Skriv gjerne kort i tråden hva dere har kommet fram til, innen { $due }.
work-share = På samling { $number } deler vi det dere har kommet fram til.

## Underveis

touchpoint-title = På vei mot samling { $number }
touchpoint-summary = På vei mot samling { $number }: Hvordan går det på skolen deres?
touchpoint-lead = Hvordan går det på skolen deres? Ta gjerne fem minutter i ledergruppa: Hva har dere prøvd så langt, og hva lurer dere på?
touchpoint-questions = Spørsmålene dere arbeider med

## Påmelding

registration-title = Meld dere på samling { $number }
registration-summary = Meld dere på samling { $number } i { $system }.
registration-summary-by = Meld dere på samling { $number } i { $system }. Fristen er { $day }.
registration-lead = Påmeldingen er i { $system }.
registration-lead-by = Påmeldingen er i { $system }. Fristen er { $day }.
registration-fact-by = { $system }, frist { $day }
link-register = Meld dere på

## Spørsmål

question-title = { $count ->
    [one] Kort spørsmål til dere
   *[other] { $count } korte spørsmål til dere
}
question-title-session = { $count ->
    [one] Kort spørsmål etter samling { $number }
   *[other] { $count } korte spørsmål etter samling { $number }
}
question-summary = { $title }: { $text }
question-answer-by = Svar innen { $due }.
question-number = Spørsmål { $number } av { $count }
question-about = Med det mener vi:
question-choose-many = Velg én eller flere.
question-own-words = Svar med egne ord. Én eller to setninger er nok.
question-mode-secret = Hemmelig svar: Ingen, heller ikke koordinatoren, kan se hva du har svart. Vi ser bare at du har svart.
question-mode-secret-school = Hemmelig svar: Ingen, heller ikke koordinatoren, kan se hva skolen din har svart. Vi ser bare at skolen har svart.
question-mode-coordinator = Bare koordinator: Koordinatoren kan se hva du har svart, men ingen andre.
question-mode-coordinator-school = Bare koordinator: Koordinatoren kan se hva skolen din har svart, men ingen andre.
question-mode-named = Med navn: Alle som får spørsmålet, kan se hva du har svart.
question-mode-named-school = Med navn: Alle som får spørsmålet, kan se hva skolen din har svart.
question-final = Svaret lagres uten kobling til den som svarer, og kan derfor ikke endres når det er gitt.
question-change = Svaret kan endres fram til fristen.
question-respondent-person = Hver leder svarer for seg.
question-respondent-school = Hver skole gir ett svar, og hvem som helst i ledergruppa kan gi det.
question-results-closing = Resultatet kommer her når fristen er ute.
question-results-live = Resultatet vises her etter hvert som svarene kommer inn.
question-results-coordinators = Bare koordinatoren får se resultatet.
question-minutes = { $minutes ->
    [one] om lag ett minutt
   *[other] om lag { $minutes } minutter
}
question-voluntary = Det er frivillig å svare.
question-page = Svar her
question-page-too = Eller svar på en nettside
question-mention = Skriver du @Skolebud og et nummer her, er det et svar. Alle i kanalen ser det du skriver.
fact-deadline = Frist
fact-takes = Tar

## Koordinatorenes og programmets egne ord

announcement-title = Beskjed fra koordinatorene
prompt-title = Til dere i nettverket
prompt-title-session = Til samling { $number }

## Endringer

moved-title = Samling { $number } er flyttet
moved-summary = Flyttet: { $moved } { $room }
moved-to-other-day = Samling { $number } er flyttet fra { $old } til { $new }.
moved-title-same-day = Ny tid for samling { $number }
moved-summary-same-day = Ny tid: { $moved } { $room }
moved-on-same-day = Samling { $number } er flyttet fra { $old } til { $new } samme dag, { $date }.
moved-title-held = Endring for samling { $number }
moved-summary-held = Endring: { $moved } { $room }
moved-held = Samling { $number } blir holdt { $date } { $new }.
moved-room = Sted: { $place }.
moved-room-unknown = Rom er ikke avklart.
moved-lead = Noter gjerne tida med en gang, og si fra til resten av ledergruppa.
room-changed-title = Stedet for samling { $number } er endret
room-changed = Nytt sted for samling { $number } { $date }: { $new } (ikke { $old }).
room-changed-unknown = { $old } gjelder ikke lenger for samling { $number } { $date }. Nytt rom er ikke avklart ennå.
room-changed-same-time = Tida er den samme.
cancelled-title = Samling { $number } er avlyst
cancelled-summary = Avlyst: Samling { $number } { $date } er avlyst. Nytt tidspunkt kommer.
cancelled-lead = Samlingen blir ikke holdt som planlagt. Nytt tidspunkt kommer.

## Til koordinatorene

room-missing-title = Samling { $number } mangler rom
room-missing-summary = Samling { $number } ({ $network }), { $when }, mangler rom.
room-missing-lead = Til rommet er på plass, får deltakerne vite at det ikke er avklart ennå. Slik setter dere det:
room-missing-place = Rommet
trouble-title = { $count ->
    [one] Ett innlegg kom ikke fram som det skulle
   *[other] { $count } innlegg kom ikke fram som de skulle
}
trouble-summary = { $title }: { $first }
trouble-what = { $kind }, samling { $number } ({ $network })
trouble-to = til { $channel }
trouble-more = { $count ->
    [one] Det gjelder ett innlegg til.
   *[other] Det gjelder { $count } innlegg til.
} Se alt som ikke ble sagt: { $command }
trouble-missed = Det kom ikke fram mens det var til nytte. Trengs det fortsatt, send det nå: { $command }
trouble-unknown = Vi vet ikke om det kom fram. Se etter i kanalen. Mangler det, send det på nytt: { $command }
trouble-retry = Send det på nytt når det er ordnet: { $command }
trouble-reason-archived = Kanalen er arkivert ({ $reason }). Åpne den igjen, eller be IT om å bytte til en annen kanal.
trouble-reason-no-channel = Kanalen finnes ikke lenger, eller vi får ikke se den ({ $reason }). Be IT om å lage en webhook til en kanal som finnes, og legge den i innstillingene.
trouble-reason-no-webhook = Webhooken er fjernet eller slått av ({ $reason }). Be IT om å lage en ny og legge den i innstillingene.
trouble-reason-not-accepted = Webhooken blir ikke godtatt lenger ({ $reason }). Be IT om å lage en ny og legge den i innstillingene.
trouble-reason-prohibited = En administrator har stengt for slike innlegg ({ $reason }). Be IT om å åpne for dem.
trouble-reason-general = Bare noen få får skrive i felleskanalen ({ $reason }). Bruk en annen kanal, eller be IT om å åpne for oss.
trouble-reason-settings = Kanalen mangler i innstillingene, eller adressen kan ikke brukes ({ $reason }). Be IT om å rette den.
trouble-reason-not-reached = Vi fikk ikke kontakt med plattformen ({ $reason }). Be IT om å sjekke nettet.
trouble-reason-no-answer = Vi fikk ikke noe klart svar ({ $reason }).
trouble-reason-platform = Plattformen hadde en feil eller for mye å gjøre ({ $reason }).
trouble-reason-other = Noe gikk galt ({ $reason }). Be IT om å se på det.
trouble-reason-none = Vi fikk ikke vite hvorfor. Be IT om å se i loggen.
kind-preparation = Forberedelse
kind-sharing = Deling
kind-reminder = Påminnelse
kind-closing = Avslutning
kind-intermediate-work = Mellomarbeid
kind-touchpoint = Underveis
kind-registration = Påmelding
kind-room-missing = Rom mangler
kind-prompt = Programmets egne ord
kind-question = Kort spørsmål
kind-nudge = Påminnelse om spørsmål
kind-result = Resultat
kind-announcement = Beskjed
kind-moved = Flyttet
kind-room-changed = Nytt sted
kind-cancelled = Avlyst
kind-trouble = Feilmelding
kind-hello = Prøvemelding
hello-title = Hei fra Skolebud!
hello-summary = Hei fra Skolebud! Koblingen til { $channel } virker.
hello-lead = Dette er en prøvemelding til { $channel }. Ser dere den, virker koblingen. Dere trenger ikke gjøre noe.

## Siden med den innebygde chatten

page-title = Skolebud
page-skip = Gå til innleggene
page-posts-in = Innlegg i { $channel }
page-new-post = Nytt innlegg: { $title }
page-unseen = { $count ->
    [one] ett nytt innlegg
   *[other] { $count } nye innlegg
}
page-schools = { $count ->
    [one] Lederne ved én skole
   *[other] Lederne ved { $count } skoler
}
page-empty-hint = Trykk «{ $next }», eller la klokka gå.
page-sessions = Samlinger
page-older = Vis eldre innlegg
page-newest = Til de nyeste innleggene
page-stuck = Noe som skulle sendes nå, ble ikke sendt. Loggen sier hvorfor.
page-speed-hour-short = 1 time/s
page-speed-day-short = 1 døgn/s
page-speed-week-short = 1 uke/s
page-agenda-time = Tid
page-agenda-what = Hva
page-sandbox-lead = Dette er Skolebuds innebygde chat. Ingenting her forlater denne maskinen.
page-channels = Kanaler
page-coordinators = Koordinatorene
page-language = Språk
page-clock-label = Klokka i demoen
page-next-post = Neste innlegg
page-play = Spill av
page-pause = Pause
page-speed-hour = En time i sekundet
page-speed-day = Et døgn i sekundet
page-speed-week = En uke i sekundet
page-jump = Hopp
page-jump-date = Hopp til dato
page-coming = Kommer senere
page-end-of-year = Ingen flere innlegg
page-empty-channel = Ingenting er sagt her ennå.
page-no-javascript = Siden virker også uten JavaScript. Last den på nytt for å se nye innlegg.

# Who the viewer is, and what they say
page-you-are = Du er her som
page-you-change = Bytt
page-leader = Leder ved { $school }
page-coordinator = Koordinator
page-write = Skriv til Skolebud
page-write-hint = Skriv et svar, eller «hjelp»
page-send = Send
page-only-you = Bare du ser dette
page-options = Svar
page-have-answered = { $count ->
    [one] Én har svart
   *[other] { $count } har svart
}
page-noted = { $who } har svart
page-given = { $who } har svart og kan endre svaret
page-your-choice = svaret ditt
page-closed = Spørsmålet er stengt
page-new-line = { $who } skrev: { $text }
page-simulated = simulert
page-simulated-lead = Lederne her er simulert: Skolebud har funnet på svarene deres. Skolene i programmet har ikke skrevet dem.
page-simulated-result = Svar fra simulerte ledere

## Svarsiden

page-form-who-sees = Hvem ser svaret
page-form-seen-secret = { question-mode-secret } Du oppgir verken navn eller skole.
page-form-seen-secret-school = { question-mode-secret-school }
page-form-seen-coordinator = Koordinatoren kan se hva du svarer, men ingen andre.
page-form-seen-coordinator-school = Koordinatoren kan se hva skolen svarer, men ingen andre.
page-form-seen-named = Alle som får spørsmålet, kan se hva du svarer.
page-form-seen-named-school = Alle som får spørsmålet, kan se hva skolen svarer.
page-form-afterwards = Etterpå
page-form-final = Svaret lagres uten kobling til den som svarer, og kan derfor ikke endres når det er sendt.
page-form-can-change = Svaret kan endres fram til fristen.
page-form-results-closing = Resultatet kommer i kanalen når fristen er ute.
page-form-results-live = Resultatet vises i kanalen etter hvert som svarene kommer inn.
page-form-your-answer = Svaret ditt
page-form-schools-answer = Svaret fra skolen
page-form-choose-one = Velg ett.
page-form-who = Hvem svarer?
page-form-self-declared = Dette oppgir du selv. Vi sjekker det ikke, og det blir stående som oppgitt av den som svarte.
page-form-school = Skolen du leder
page-form-choose-school = Velg skole
page-form-no-schools = Ingen skole er ført opp for dette spørsmålet. Si fra til koordinatoren.
page-form-name = Navnet ditt
page-form-name-hint = Skriv det likt hver gang, så kan du endre svaret ditt senere.
page-form-cookie = Når du sender, legger siden en informasjonskapsel i nettleseren, bare så det ikke blir svart to ganger herfra. Den sier ikke hvem du er, og blir borte noen dager etter fristen.
page-form-no-cookie = Siden bruker ingen informasjonskapsler.
page-form-error-title = Svaret er ikke sendt ennå
page-form-error-before = Feil: { $title }
page-form-error-choose-one = Velg ett av svarene.
page-form-error-choose-several = Velg minst ett av svarene.
page-form-error-unknown = Det svaret finnes ikke i spørsmålet. Velg blant dem som står her.
page-form-error-text = Skriv et svar.
page-form-error-text-long = Svaret er for langt. Det kan ha { $most } tegn, og nå har det { $count }.
page-form-error-school = Velg skolen du leder.
page-form-error-name = Skriv navnet ditt.
page-form-error-name-long = Navnet er for langt. Det kan ha { $most } tegn, og nå har det { $count }.
page-form-error-foreign = Skjemaet hørte ikke til denne siden, så ingenting er notert. Svar her, og send på nytt.
page-form-error-expired = Siden har stått åpen i mer enn et døgn. Se over svaret, og send det en gang til.
page-form-error-busy = Mange svarer akkurat nå, og svaret ditt kom ikke med. Vent litt, og send det en gang til.
page-form-kept = Dette er notert
page-form-question = Spørsmål
page-form-kept-answer = Svar
page-form-kept-school = Skole
page-form-kept-name = Navn
page-form-change = Endre svaret
page-form-next = Neste spørsmål
page-form-last = Det var det siste spørsmålet.
page-form-may-close = Du kan lukke siden nå.
page-form-unknown-title = Denne lenken virker ikke
page-form-unknown = Den kan være gammel, eller ha mistet noen tegn på veien. Åpne den en gang til fra meldingen i kanalen. Virker den fortsatt ikke, si fra til koordinatoren i nettverket.
page-form-early-title = Spørsmålet er ikke åpnet ennå
page-form-early = Det kan besvares fra { $opens } til { $closes }. Åpne lenken igjen da.
page-form-closed-title = Spørsmålet er stengt
page-form-closed = Fristen var { $due }. Svar kan ikke lenger gis eller endres. Lurer du på noe, spør koordinatoren i nettverket.
page-form-closed-early = Koordinatoren har avsluttet det. Svar kan ikke lenger gis eller endres.
page-form-withdrawn-title = Spørsmålet er trukket tilbake
page-form-withdrawn = Det skal ikke besvares lenger. Lurer du på hvorfor, spør koordinatoren i nettverket.
page-form-already-title = Du har alt svart
page-form-already = Et svar er sendt fra denne nettleseren. Det er hemmelig og kan ikke endres. Deler du maskinen med noen, kan den andre svare fra sin egen.
page-form-trouble-title = Noe gikk galt hos oss
page-form-trouble = Er du usikker på om svaret kom fram, åpne lenken igjen om litt og send det en gang til.

# Said to whoever answers
answer-thanks = Takk, svaret er notert
answer-final = Svaret er hemmelig og kan ikke endres.
answer-can-change = Du kan endre svaret til spørsmålet stenger.
answer-changed = Takk, svaret er endret
answer-final-already = Du har alt svart. Et hemmelig svar kan ikke endres.
answer-older = Et nyere svar står alt; dette endret ikke noe.
answer-closed = Spørsmålet er stengt. Svar kan ikke lenger gis eller endres.
answer-withdrawn = Spørsmålet er trukket tilbake, så du trenger ikke svare. Takk for at du ville.
answer-not-understood = Det svaret kjenner vi ikke igjen. Velg et av alternativene i spørsmålet.
answer-unavailable = Noe er galt hos oss, og svaret er ikke notert. Prøv igjen om litt.
answer-which-school = Hvilken skole leder du?
answer-which-school-note = Velg skolen din, så husker vi den. Svar så på spørsmålet en gang til.
answer-school-kept = Takk. Vi har notert at du leder { $school }.
answer-now-again = Nå kan du svare på spørsmålet.
answer-nothing = Det var ikke noe her å svare på.

## Svar i egne ord

written-thanks = Takk. Svaret ditt { $answer } er notert.
written-changed = Takk. Svaret ditt er endret til { $answer }.
written-quoted = «{ $text }»
written-question = Spørsmålet var: { $question }
written-next = Neste spørsmål
written-how = Svar med et nummer, for eksempel: { $example }
written-own-words = Svar i egne ord: { $example } …
written-which-option = Hvilket svar mener du?
written-which-question = Du har svart på alle. Hvilket svar vil du endre?
written-name-it = Skriv navnet på spørsmålet foran svaret, for eksempel: { $example }
written-in-the-open = Dette spørsmålet kan ikke besvares her, der alle leser med.
written-in-the-open-note = Svarene er hemmelige. Det du skrev, er ikke notert.
written-in-the-open-link = Svar her i stedet
written-none-open = Ingen spørsmål er åpne her nå.
reply-thanks = Takk! Det dere skrev, er tatt vare på.
reply-prompt = Det står som svar på «{ $prompt }». Dere kan skrive mer eller rette det fram til { $until }.
reply-unplaced = Vi vet ennå ikke hvilket nettverk du er i. Si hvilken skole du leder, så kommer det på rett sted.
reply-which-school = Hvilken skole leder du? Da kommer svaret under riktig skole.
reply-late = Tiden for å svare på «{ $prompt }» er ute.
reply-late-note = Det du skrev, er ikke notert. Ta det gjerne med til samlingen.
reply-too-long = Teksten er for lang. Vi kan ta vare på { $most } tegn, og har ikke notert noe av den.
reply-too-long-note = Del den gjerne i flere meldinger.
school-how = Du kan også skrive, for eksempel: { $example }
school-fixed = Koordinatoren har notert at du leder { $school }.
school-fixed-note = Er det feil, så si fra til koordinatoren.
school-unknown = Den skolen kjenner vi ikke igjen.
school-did-you-mean = Mente du { $school }?
said-help = Skriv { $example }, så ser du hva du kan skrive til meg.

## Questions in chat.

choices-send = Send svaret
choices-pick = Velg fra lista

## Resultater

result-title = Slik ble svarene
result-title-so-far = Slik er svarene så langt
result-response = { $answered } av { $asked } har svart.
result-response-of-unknown = { $answered } har svart. Hvor mange som er spurt, er ikke kjent.
result-most = { $count } av { $of } svarte «{ $answer }».
result-most-so-far = { $count } av { $of } har svart «{ $answer }».
result-nearly-all = Nesten alle svarte «{ $answer }».
result-nearly-all-so-far = Nesten alle har svart «{ $answer }».
result-middle = Svaret i midten er «{ $answer }».
result-few = to eller færre
result-nearly = nesten alle
result-or = eller
result-others = Andre svar ({ $answers })
result-own-words = Svar med egne ord
result-networks = Nettverkene
result-open = Kunne besvares fra { $from } til { $to }.
result-open-so-far = Kan besvares fra { $from } til { $to }.
result-mode-secret = Svarene er hemmelige: Ingen kan se hvem som har svart hva.
result-mode-coordinator = Bare koordinatorene kan se hvem som har svart hva.
result-mode-named = Svarene er gitt med navn.
result-several = Det gikk an å velge flere svar.
result-several-so-far = Det går an å velge flere svar.
result-no-percent = Under 20 svar viser vi antall og ikke prosent.
result-rule-few = Færre enn fem har svart. Da viser vi bare hvor mange.
result-rule-hidden = Fordelingen vises ikke, fordi den kunne røpe hva enkelte har svart.
result-rule-merged = Svar som bare én eller to har valgt, er slått sammen med andre.
result-rule-nearly-all = «Nesten alle» kan også være alle. Da viser vi ikke tall.
result-rule-network = For noen nettverk viser vi bare hvor mange som har svart, så ingen kan kjennes igjen.
result-rule-new = Tallene er fra da { $of } hadde svart. Siden har for lite endret seg til at nye tall kan vises.
result-self-declared-school = { $count ->
    [one] Ett av svarene er gitt på svarsiden, med egenoppgitt skole.
   *[other] { $count } av svarene er gitt på svarsiden, med egenoppgitt skole.
}
result-self-declared-person = { $count ->
    [one] Ett av svarene er gitt på svarsiden, uten innlogging.
   *[other] { $count } av svarene er gitt på svarsiden, uten innlogging.
}
result-nobody-answered = Ingen svarte.
result-key-lost = Svarene kan ikke telles: Nøkkelen til dette hemmelige spørsmålet gikk tapt før det stengte. Si fra til IT, loggen sier mer. Skal det besvares, må det stilles på nytt.

# A question that is still open
nudge-title = { $count ->
    [one] Et kort spørsmål er fortsatt åpent
   *[other] { $count } korte spørsmål er fortsatt åpne
}
nudge-schools-of = { $asked ->
    [one] { $answered } av { $asked } skole har svart.
   *[other] { $answered } av { $asked } skoler har svart.
}
nudge-schools = { $answered ->
    [0] Ingen har svart ennå.
    [one] Én skole har svart.
   *[other] { $answered } skoler har svart.
}
nudge-people = { $answered ->
    [0] Ingen har svart ennå.
   *[other] { $answered } har svart.
}
nudge-open-until = Det er åpent til { $due }.
nudge-done = Har dere svart, trenger dere ikke gjøre noe.

## Kommandoer

help-title = Hei! Dette kan du skrive til meg
help-summary = Dette kan du skrive til Skolebud.
help-lead = Du kan skrive på ditt eget språk. Her er eksempler:
help-for-coordinators = For koordinatorer
help-before-it-is-said = Før noe blir sagt til mange, ser du nøyaktig hva som blir sagt, og bekrefter det. Legg til --prøve, så blir det bare vist.
help-note = Store og små bokstaver, anførselstegn og mellomrom er ikke så nøye. Du kan spørre om én kommando: hjelp svar.
help-where = I Slack får du svar når du skriver «/skolebud» foran. Nevner du meg der, eller skriver i en tråd, leser jeg det uten å svare. I Teams nevner du @Skolebud.
help-next-example = neste
help-next = når neste samling er, og hva dere kan forberede
help-mine-example = mine
help-mine = det som venter på svar fra deg
help-answer-example = svar 2
help-answer = svar på det siste spørsmålet med nummer eller med egne ord
help-school-example = skole Vollen
help-school = hvilken skole du leder, så svarene kommer på rett sted
help-help-example = hjelp
help-help = denne hjelpen
help-announce-example = kunngjør «Husk å lese side 38–45» til gruppe-1 i morgen kl. 08.30
help-announce = si noe til nettverk, nå eller senere
help-ask-example = spør «Kommer dere fredag?» ja, nei, vet ikke til gruppe-1
help-ask = still et kort spørsmål, eller et av programmets: spør lesing
help-results-example = resultater lesing
help-results = det som er svart på et spørsmål
help-missing-example = mangler lesing
help-missing = hvor mange som ikke har svart ennå
help-nudge-example = purr lesing
help-nudge = minn dem som ikke har svart
help-close-example = lukk lesing
help-close = avslutt et spørsmål og vis resultatet i kanalen
help-status-example = status
help-status = hvordan det står til, og hva som kommer
help-preview-example = forhåndsvis
help-preview = det neste som blir sagt, slik det blir seende ut
help-move-example = flytt samling 2 til 6. november kl. 08.30–13.00 sted Festsalen
help-move = gi en samling ny dag, tid eller nytt sted, og si fra til dem som har fått vite noe annet
help-cancel-example = avlys samling 2
help-cancel = avlys en samling, og si fra til dem som har hørt om den
help-pause-example = pause gruppe-1
help-pause = vent med alt som skulle bli sagt
help-resume-example = fortsett gruppe-1
help-resume = sett i gang igjen
help-coordinators-example = koordinatorer legg til @kollega for gruppe-1
help-coordinators = vis, legg til eller fjern koordinatorer
help-confirm-example = bekreft K7PM
help-confirm = gjør det du nettopp fikk se

## Feil i en kommando

mistake-did-you-mean = Mente du «{ $word }»?
mistake-example = Prøv slik: { $example }
mistake-not-understood = Jeg forstod ikke «{ $written }».
mistake-no-such-day = Dagen «{ $written }» finnes ikke.
mistake-not-a-time = «{ $written }» er ikke en dag eller et klokkeslett jeg kjenner.
mistake-wrong-weekday = { $day } er en { $own }. Hvilken dag mente du?
mistake-ends-before-it-starts = Slutten må komme etter starten.
mistake-one-choice = Et spørsmål med svaralternativer trenger minst to. Skill dem med komma.
mistake-question-unclear = Jeg ser ikke hvor spørsmålet slutter. Sett det i anførselstegn.
mistake-no-text = Hva skal jeg si? Sett teksten i anførselstegn.
mistake-no-question = Hvilket spørsmål gjelder det?
mistake-no-answer = Hva vil du svare?
mistake-no-session = Hvilken samling gjelder det?
mistake-no-change = Hva er nytt: dagen, tida eller stedet?
mistake-no-date = Hvilken dag gjelder det?
mistake-no-time = Når skal det være?
mistake-no-place = Hvor skal det være?
mistake-no-networks = Hvilket nettverk gjelder det?
mistake-no-person = Hvem gjelder det? Nevn personen med @.
mistake-no-code = Hvilken kode? Den står i meldingen du skal bekrefte.
mistake-no-school = Hvilken skole leder du?

# What commands do.
desk-no-coordinator = Det er det koordinatoren som gjør
desk-no-coordinator-note = Si fra til koordinatoren i nettverket, så får dere det til sammen. Skriv «hjelp» for å se hva du kan gjøre her.
desk-dry-run = Dette er bare en prøve: ingenting er sagt eller endret.
desk-confirm = Stemmer det? Bekreft innen et kvarter: trykk på knappen, eller skriv «bekreft { $code }».
desk-confirm-yes = Ja, gjør det
desk-confirm-no = Nei, la være
desk-no-draft = Det er ingenting å bekrefte
desk-no-draft-note = Et utkast venter et kvarter. Skriv kommandoen en gang til, så får du se teksten på nytt.
desk-discarded = Utkastet er kastet
desk-discarded-note = Ingenting er sagt eller endret.
desk-said-now = I { $channels }, straks
desk-said-at = I { $channels }, { $date } kl. { $time }

# What the words of a command mean.
desk-session = Samling { $number }
desk-which-network = Hvilket nettverk mener du?
desk-which-network-note = Skriv navnet i kommandoen, for eksempel «nettverk gruppe-1», eller «til alle» for alle dine.
desk-no-network = Jeg kjenner ikke nettverket «{ $written }»
desk-not-yours = Du koordinerer ikke { $network }
desk-not-yours-note = Si fra til den som koordinerer nettverket, eller be om å bli lagt til.
desk-no-networks = Det er ikke noe nettverk her ennå
desk-no-networks-note = Programmet må legges inn først. Det gjør den som drifter Skolebud.
desk-unknown-session = { $network } har ingen samling «{ $written }»
desk-unknown-session-note = Skriv nummeret eller datoen.
desk-which-question = Hvilket spørsmål mener du?
desk-which-question-note = Skriv navnet på det eller noen ord fra det.
desk-unknown-question = Jeg finner ikke spørsmålet «{ $written }»
desk-no-question = Det er ikke noe spørsmål å vise
desk-no-question-note = Skriv «hjelp spør» for å se hvordan du stiller et.
desk-no-post = Det er ikke noe som venter på å bli sagt
desk-no-post-note = Nye meldinger kommer når programmet har flere samlinger, eller når du kunngjør noe.
desk-unknown-post = Jeg finner ikke meldingen «{ $written }»
desk-unknown-post-note = Skriv nummeret på leveringen, eller bare «forhåndsvis» for å se den neste.

# What lies before, and what waits
next-title = Neste samlinger
next-title-days = { $days ->
    [0] Neste samling er i dag
    [1] Neste samling er i morgen
   *[other] Neste samling er om { $days } dager
}
next-title-none = Ingen flere samlinger i programmet
next-none = Det er ingen flere samlinger. Takk for innsatsen, og lykke til videre med det dere har fått i gang!
next-lead = Her er det viktigste om samling { $number }:
next-cancelled = Samling { $number } { $date } er avlyst.
next-prepare = Dette kan dere forberede:
next-share = Vær klare til å dele:
next-nothing-to-prepare = Dere trenger ikke å forberede noe.
mine-title = Dette venter på deg
mine-title-none = Ingenting venter på deg
mine-none = Du er à jour. Skriv «neste» for å se når neste samling er.
mine-questions = Spørsmål du ikke har svart på
mine-question = { $text } Frist { $due }.
mine-answer-there = Svar der spørsmålene ble stilt.
mine-replies = Skolen din har ikke svart på
mine-reply = { $what }. Skriv gjerne kort i tråden innen { $due }.
mine-prepare = Forbered til samling { $number }, { $when }
desk-which-school-note = Velg skolen din her, eller skriv «skole» og navnet på den.
desk-no-programme = Det er ikke lagt inn noe program ennå
desk-no-programme-note = Koordinatoren eller IT legger det inn. Prøv igjen senere.

# Announcing, moving, and who coordinates.
desk-announce = Dette blir sagt til { $networks }
desk-announced = Det er på vei til { $networks }
desk-announce-planned = Det er lagt klart for { $networks }
desk-quiet = Da er det stilletid. Det blir sagt { $when }.
desk-passed = Det tidspunktet er passert
desk-passed-note = Velg et tidspunkt som kommer, eller la det være for å si det nå.
desk-no-opening = Det er ingen åpen tid å si det i
desk-no-opening-note = Alt innen et år er stilletid eller ferie. Se over tidene i programmet.
desk-long = Teksten er for lang
desk-long-note = Hold den under 10 000 tegn; folk leser helst noen få linjer.
desk-no-channel = Ingen kanal når de nettverkene
desk-no-channel-note = Den som drifter Skolebud, må legge inn en kanal i innstillingene først.
desk-unheard = Ingen kanal når { $networks }: der hører ingen dette.
desk-is-paused = { $network } er satt på pause. Ingenting blir sagt der før du skriver «fortsett».
desk-move = { $session } for { $network } flyttes til { $when }
desk-moved = { $session } for { $network } er flyttet til { $when }
desk-room = { $session } for { $network } får nytt sted: { $when }
desk-roomed = { $session } for { $network } har fått nytt sted: { $when }
desk-cancel = { $session } for { $network } avlyses: { $when }
desk-cancelled = { $session } for { $network } er avlyst: { $when }
desk-cancelled-already = { $session } for { $network } er avlyst fra før: { $when }
desk-so-already = Slik er det alt: { $session } for { $network } er { $when }
desk-held-after-all = Den var avlyst, og blir holdt likevel.
desk-nobody-was-told = Ingen har fått vite noe annet, så ingenting blir sagt nå.
desk-along = Følger med: «{ $what }» { $when }
desk-not-said = Blir ikke sagt: «{ $what }» { $when }
desk-more = … og { $count } til.
desk-warn-past = Obs: { $date } er over.
desk-warn-weekend = Obs: { $date } er i helga.
desk-warn-holiday = Obs: { $date } er en helligdag eller fridag.
desk-warn-break = Obs: { $date } er i perioden «{ $name }».
desk-warn-outside = Obs: { $date } er utenfor programmets tid.
desk-warn-clash = Obs: { $session } er også { $date }.
desk-preview = Slik blir det sagt { $when }
desk-preview-over = Den venter ikke lenger: den er sagt, eller den blir ikke sagt.
desk-preview-no-channel = Ingen kanal når dem som skal høre dette.
desk-status = Slik står det til
desk-status-nothing = Ingenting venter på å bli sagt.
desk-status-open = Åpne spørsmål
desk-status-question = { $question }: { $answered } har svart, stenger { $closes }
desk-status-unsaid = Ikke sagt de siste to ukene
desk-coordinators = Koordinatorer
desk-coordinator = { $person }: { $whom }
desk-coordinator-settled = { $person }: { $whom } (i innstillingene)
desk-coordinators-none = Ingen er lagt til ennå.
desk-coordinators-note = Vi viser brukernummeret; navn lagres ikke.
desk-add = { $person } blir koordinator for { $whom }
desk-added = { $person } er nå koordinator for { $whom }
desk-remove = { $person } skal ikke lenger være koordinator for { $whom }
desk-removed = { $person } er ikke lenger koordinator for { $whom }
desk-settled = { $person } står i innstillingene
desk-settled-note = Bare den som drifter Skolebud, kan endre det der.
desk-no-such-coordinator = { $person } kan ikke fjernes der
desk-no-such-coordinator-note = Personen koordinerer ikke det nettverket. Skriv «koordinatorer» for å se hvem som gjør det.
desk-coordinates-all-note = Personen koordinerer hele programmet. Den som selv gjør det, kan skrive «for alle».
desk-last = Du er den siste koordinatoren
desk-last-note = Legg til en annen først, så nettverket ikke står uten.
desk-whom = Jeg ser ikke hvem du mener
desk-whom-note = Nevn personen med @ i en Slack-kommando og velg navnet i lista. I Teams får jeg ikke vite hvem som nevnes: be den som drifter Skolebud, om å legge personen i innstillingene.
desk-whom-terminal-note = Skriv hele navnet som i innstillingene, i anførselstegn: «slack/T024BE7LD/U2147483697».

# At the terminal.
terminal-ask = Skal dette gjøres? [j/N]
terminal-yes-needed = Dette må bekreftes. Legg til --ja for å gjøre det, eller --prøve for bare å se det.
terminal-otherwise = Nå ville noe annet blitt sagt enn det du så. Skriv kommandoen en gang til.
terminal-help = «skolebud hjelp» viser kommandoene, «skolebud --help» alt annet.
# Questions and pauses by command
desk-ask = Spørsmålet stilles til { $networks }
desk-asked = Spørsmålet er stilt til { $networks }
desk-ask-named = I kommandoer heter spørsmålet «{ $name }».
desk-ask-not = Spørsmålet kan ikke stilles
desk-ask-nowhere = Det er ingen kanal for { $networks } der det kan besvares. Be IT om å åpne for svar i chatten.
desk-ask-paused = { $networks } er på pause. Skriv «fortsett» først.
desk-ask-open-already = Det er alt åpent for { $networks }. Lukk det først, eller minn om det.
desk-ask-elsewhere = Det spørsmålet er ikke for disse nettverkene.
desk-ask-one-programme = Nettverkene hører til ulike programmer. Still spørsmålet i ett program om gangen.
desk-ask-no-time = Kalenderen har ingen tid da det kan stilles og besvares.
desk-ask-unknown = Programmet har ikke noe spørsmål som heter «{ $written }»
desk-ask-unknown-note = Skriv navnet på et av disse, eller sett ditt eget spørsmål i anførselstegn.
desk-ask-too-many-options = Mer enn ti svaralternativer er for mange å velge blant i en chat. Behold de ti nyttigste.
desk-ask-long-option = Et svaralternativ er for langt til å stå på en knapp. Kort det ned til 75 tegn.
desk-ask-options-alike = To av svaralternativene er like.
desk-answered = { $count ->
    [0] Ingen har svart ennå.
   *[other] { $count } har svart.
}
desk-answered-of = { $count } av { $of } skoler har svart.
desk-close = Spørsmålet stenger nå: { $text }
desk-closed = Spørsmålet er stengt: { $text }
desk-close-not-all = Det spørsmålet gjelder også andre nettverk
desk-close-not-all-note = Bare den som koordinerer alle nettverkene som er spurt, kan lukke det. Ellers lukkes det av seg selv ved fristen.
desk-close-few = Færre enn fem har svart. Da blir bare antallet sagt.
desk-close-nothing-said = Det blir ikke sagt noe resultat i kanalen.
desk-close-to-coordinators = Resultatet blir bare sagt til koordinatorene.
desk-close-result = Resultatet blir sagt i { $channels }, etter reglene for små grupper.
desk-missing = Dette mangler
desk-missing-none = Ingenting mangler
desk-missing-none-note = Ingen spørsmål er åpne, og ingen svar er etterspurt.
desk-missing-due = Frist { $due }.
desk-missing-names = Mangler: { $names }.
desk-missing-names-elsewhere = Her kan alle lese svaret, så skolene er ikke nevnt. Spør der bare du ser svaret.
desk-pause = { $networks } settes på pause
desk-paused = { $networks } er satt på pause
desk-paused-already = { $networks } er alt på pause
desk-not-paused = { $networks } er ikke på pause
desk-pause-waits = { $count ->
    [one] Ett innlegg venter: { $posts }.
   *[other] { $count } innlegg venter, først: { $posts }.
}
desk-pause-questions = Åpne spørsmål kan fortsatt besvares, og fristene deres løper.
desk-pause-until = Ingenting blir sagt der før du skriver «fortsett». Det som mister sin nytte imens, faller bort uten flere ord.
desk-resume = { $networks } settes i gang igjen
desk-resumed = { $networks } er i gang igjen
desk-resume-comes = { $count ->
    [one] Dette kommer nå, eller når stilletida er over: { $posts }.
   *[other] { $count } innlegg kommer nå, eller når stilletida er over: { $posts }.
}
desk-resume-nothing = Ingenting har ventet som fortsatt er til nytte.
desk-results-elsewhere = Det resultatet er bare for koordinatorene
desk-results-elsewhere-note = Her kan alle lese svaret. Spør der bare du ser det.
desk-results-own-words-elsewhere = Her kan alle lese svaret, så det folk har skrevet, vises ikke. Spør der bare du ser det.
desk-results-none = Det er ikke noe resultat å vise
desk-results-none-note = Svarene kan ikke telles. Loggen sier mer; be IT om å se på det.
desk-results-later = Resultatet kommer når spørsmålet stenger, { $due }.
desk-nudge = En påminnelse sendes om spørsmålet: { $text }
desk-nudged = En påminnelse er på vei om spørsmålet: { $text }
desk-nudge-not = Ingen påminnelse sendes nå
desk-nudge-not-by-itself = Programmet minner ikke om dette spørsmålet av seg selv. Du kan likevel gjøre det.
desk-nudge-all-answered = Alle skolene har svart.
desk-nudge-nowhere = Det er ingen kanal der det kan besvares.
desk-nudge-paused = Nettverket er på pause. Skriv «fortsett» først.
desk-nudge-too-late = Spørsmålet stenger før vi kan si noe igjen.
desk-nudge-enough = Det er minnet om det to ganger, og oftere gjør vi det ikke.
desk-nudge-today = Nettverket er minnet om et spørsmål i dag. Tidligst i morgen kan det gjøres en gang til.
desk-lead = { $person } noteres som leder for { $school }
desk-led = { $person } er notert som leder for { $school }
desk-lead-note = Hemmelige svar og svar på spørsmål som er stengt, blir stående slik de ble gitt.
desk-lead-elsewhere = { $person } står som leder for { $school } i { $network }
desk-lead-elsewhere-note = Det nettverket koordinerer ikke du. Den som koordinerer begge, kan flytte lederen, eller den som drifter Skolebud.
desk-lead-replies = { $count ->
    [one] Én melding som { $person } har skrevet, flyttes til { $school }.
   *[other] { $count } meldinger som { $person } har skrevet, flyttes til { $school }.
}
desk-lead-answers = { $count ->
    [one] Ett svar på et åpent spørsmål flyttes til { $school }.
   *[other] Svar på { $count } åpne spørsmål flyttes til { $school }.
}
desk-lead-gives-way = { $count ->
    [one] På ett åpent spørsmål har { $school } selv svart senere, og det svaret gjelder.
   *[other] På { $count } åpne spørsmål har { $school } selv svart senere, og de svarene gjelder.
}
desk-no-school = Vi finner ingen skole som heter «{ $written }»
desk-no-school-note = Skriv navnet slik det står her.
