### Alt Skolebud seier på nynorsk. Nøklar og verdiar er dei same i alle språka.
### Lesaren er ei leiargruppe («de», «dykk»). Kort, varmt og konkret.

## Om ei samling

session-is = Samling { $number } er { $when }, { $place }.
session-is-without-room = Samling { $number } er { $when }. Rom er ikkje avklart enno.
place-unknown = Rom er ikkje avklart enno
fact-when = Når
fact-where = Kvar
fact-title = Samling
fact-network = Nettverk
fact-registration = Påmelding
fact-contact = Kontakt
fact-next = Neste samling
fact-new-time = Ny tid
fact-concerns = Gjeld
next-session = Samling { $number }, { $when }
answer-in-thread = Svar gjerne i tråden. Éi setning er nok.
answer-in-thread-by = Svar gjerne kort i tråden innan { $due }, så kan dei andre skulane lese det på førehand.
not-about-people = Ikkje skriv om enkeltelevar eller om namngjevne kollegaer.

## Førebuing

preparation-title = Førebuing til samling { $number }
preparation-lead = Samling { $number } nærmar seg. Dette ber vi dykk gjere i leiargruppa før vi møtest:
preparation-summary = { $session } Her er det de kan førebu.
reading-whole = Les { $title }{ $source }.
reading-pages = Les { $pages } i { $title }{ $source }.
reading-figure = Studer figuren på side { $figure } i { $title }{ $source }.
reading-pages-and-figure = Les { $pages } og studer figuren på side { $figure } i { $title }{ $source }.
reading-page = side { $page }
reading-page-range = side { $first }–{ $last }
reading-minutes = Set av om lag { $minutes ->
    [one] eitt minutt
   *[other] { $minutes } minutt
}.
link-reading = Opne «{ $title }»

## Deling

sharing-title = Ver klare til å dele på samling { $number }
sharing-summary = { $session } Ver klare til å dele erfaringar.
sharing-lead = På samling { $number } deler vi erfaringar på tvers av skular. Snakk saman i leiargruppa om dette først:
sharing-themes = Temaa i mellomarbeidet

## Påminning

reminder-title = Samling { $number } er { $date }
reminder-title-near = Samling { $number } er { $near }
reminder-summary = Påminning: { $session }
reminder-lead = Velkomne til samling { $number }!
reminder-bring-work = Ta med mellomarbeidet.
reminder-bring-preparation = Ta med det de har førebudd.
agenda = Program

## Avslutning

closing-title = Kva tek de med dykk?
closing-summary = Samling { $number }: Kva tek de med dykk? Svar gjerne i tråden.
closing-lead-before-end = Samling { $number } går mot slutten. Bruk eitt minutt i leiargruppa på dette:
closing-lead = Takk for samling { $number }! Bruk eitt minutt i leiargruppa på dette:
closing-what-you-take = Kva er det viktigaste de tek med dykk?
closing-first-step = Kva er det første de vil prøve på eigen skule?

## Mellomarbeid

work-title = Mellomarbeid fram mot samling { $number }
work-title-last = Mellomarbeid etter samling { $number }
work-summary = Mellomarbeid fram mot samling { $number }, { $when }.
work-summary-last = Mellomarbeid etter samling { $number }.
work-lead = Takk for samling { $number }. No held arbeidet fram på eigen skule. La det byggje på det de alt er i gang med.
work-one-theme = Tema
work-themes = Vel eitt av temaa
work-questions = Spørsmål å arbeide med
work-answers = Skriv gjerne kort i tråden kva de har kome fram til, innan { $due }.
work-share = På samling { $number } deler vi det de har kome fram til.

## Undervegs

touchpoint-title = På veg mot samling { $number }
touchpoint-summary = På veg mot samling { $number }: Korleis går det på skulen dykkar?
touchpoint-lead = Korleis går det på skulen dykkar? Ta gjerne fem minutt i leiargruppa: Kva har de prøvd så langt, og kva lurer de på?
touchpoint-questions = Spørsmåla de arbeider med

## Påmelding

registration-title = Meld dykk på samling { $number }
registration-summary = Meld dykk på samling { $number } i { $system }.
registration-summary-by = Meld dykk på samling { $number } i { $system }. Fristen er { $day }.
registration-lead = Påmeldinga er i { $system }.
registration-lead-by = Påmeldinga er i { $system }. Fristen er { $day }.
registration-fact-by = { $system }, frist { $day }
link-register = Meld dykk på

## Spørsmål

question-title = { $count ->
    [one] Kort spørsmål til dykk
   *[other] { $count } korte spørsmål til dykk
}
question-title-session = { $count ->
    [one] Kort spørsmål etter samling { $number }
   *[other] { $count } korte spørsmål etter samling { $number }
}
question-summary = { $title }: { $text }
question-answer-by = Svar innan { $due }.
question-number = Spørsmål { $number } av { $count }
question-about = Med det meiner vi:
question-choose-many = Vel éin eller fleire.
question-own-words = Svar med eigne ord. Éi eller to setningar er nok.
question-mode-secret = Hemmeleg svar: Ingen, heller ikkje koordinatoren, kan sjå kva du har svart. Vi ser berre at du har svart.
question-mode-secret-school = Hemmeleg svar: Ingen, heller ikkje koordinatoren, kan sjå kva skulen din har svart. Vi ser berre at skulen har svart.
question-mode-coordinator = Berre koordinator: Koordinatoren kan sjå kva du har svart, men ingen andre.
question-mode-coordinator-school = Berre koordinator: Koordinatoren kan sjå kva skulen din har svart, men ingen andre.
question-mode-named = Med namn: Alle som får spørsmålet, kan sjå kva du har svart.
question-mode-named-school = Med namn: Alle som får spørsmålet, kan sjå kva skulen din har svart.
question-final = Svaret blir lagra utan kopling til den som svarer, og kan derfor ikkje endrast når det er gitt.
question-change = Svaret kan endrast fram til fristen.
question-respondent-person = Kvar leiar svarer for seg.
question-respondent-school = Kvar skule gir eitt svar, og kven som helst i leiargruppa kan gi det.
question-results-closing = Resultatet kjem her når fristen er ute.
question-results-live = Resultatet blir vist her etter kvart som svara kjem inn.
question-results-coordinators = Berre koordinatoren får sjå resultatet.
question-minutes = { $minutes ->
    [one] om lag eitt minutt
   *[other] om lag { $minutes } minutt
}
question-voluntary = Det er frivillig å svare.
question-page = Svar her
question-page-too = Eller svar på ei nettside
question-mention = Skriv du @Skolebud og eit nummer her, er det eit svar. Alle i kanalen ser det du skriv.
fact-deadline = Frist
fact-takes = Tek

## Orda til koordinatorane og programmet

announcement-title = Melding frå koordinatorane
prompt-title = Til dykk i nettverket
prompt-title-session = Til samling { $number }

## Endringar

moved-title = Samling { $number } er flytta
moved-summary = Flytta: { $moved } { $room }
moved-to-other-day = Samling { $number } er flytta frå { $old } til { $new }.
moved-title-same-day = Ny tid for samling { $number }
moved-summary-same-day = Ny tid: { $moved } { $room }
moved-on-same-day = Samling { $number } er flytta frå { $old } til { $new } same dag, { $date }.
moved-title-held = Endring for samling { $number }
moved-summary-held = Endring: { $moved } { $room }
moved-held = Samling { $number } blir halden { $date } { $new }.
moved-room = Stad: { $place }.
moved-room-unknown = Rom er ikkje avklart.
moved-lead = Noter gjerne tida med ein gong, og sei frå til resten av leiargruppa.
room-changed-title = Staden for samling { $number } er endra
room-changed = Ny stad for samling { $number } { $date }: { $new } (ikkje { $old }).
room-changed-unknown = { $old } gjeld ikkje lenger for samling { $number } { $date }. Nytt rom er ikkje avklart enno.
room-changed-same-time = Tida er den same.
cancelled-title = Samling { $number } er avlyst
cancelled-summary = Avlyst: Samling { $number } { $date } er avlyst. Nytt tidspunkt kjem.
cancelled-lead = Samlinga blir ikkje halden som planlagt. Nytt tidspunkt kjem.

## Til koordinatorane

room-missing-title = Samling { $number } manglar rom
room-missing-summary = Samling { $number } ({ $network }), { $when }, manglar rom.
room-missing-lead = Til rommet er på plass, får deltakarane vite at det ikkje er avklart enno. Slik set de det:
room-missing-place = Rommet
trouble-title = { $count ->
    [one] Eitt innlegg kom ikkje fram som det skulle
   *[other] { $count } innlegg kom ikkje fram som dei skulle
}
trouble-summary = { $title }: { $first }
trouble-what = { $kind }, samling { $number } ({ $network })
trouble-to = til { $channel }
trouble-more = { $count ->
    [one] Det gjeld eitt innlegg til.
   *[other] Det gjeld { $count } innlegg til.
} Sjå alt som ikkje vart sagt: { $command }
trouble-missed = Det kom ikkje fram medan det var til nytte. Trengst det framleis, send det no: { $command }
trouble-unknown = Vi veit ikkje om det kom fram. Sjå etter i kanalen. Manglar det, send det på nytt: { $command }
trouble-retry = Send det på nytt når det er ordna: { $command }
trouble-reason-archived = Kanalen er arkivert ({ $reason }). Opne han igjen, eller be IT om å byte til ein annan kanal.
trouble-reason-no-channel = Kanalen finst ikkje lenger, eller vi får ikkje sjå han ({ $reason }). Be IT om å lage ein webhook til ein kanal som finst, og leggje han i innstillingane.
trouble-reason-no-webhook = Webhooken er fjerna eller slått av ({ $reason }). Be IT om å lage ein ny og leggje han i innstillingane.
trouble-reason-not-accepted = Webhooken blir ikkje godteken lenger ({ $reason }). Be IT om å lage ein ny og leggje han i innstillingane.
trouble-reason-prohibited = Ein administrator har stengt for slike innlegg ({ $reason }). Be IT om å opne for dei.
trouble-reason-general = Berre nokre få får skrive i felleskanalen ({ $reason }). Bruk ein annan kanal, eller be IT om å opne for oss.
trouble-reason-settings = Kanalen manglar i innstillingane, eller adressa kan ikkje brukast ({ $reason }). Be IT om å rette henne.
trouble-reason-not-reached = Vi fekk ikkje kontakt med plattforma ({ $reason }). Be IT om å sjekke nettet.
trouble-reason-no-answer = Vi fekk ikkje noko klart svar ({ $reason }).
trouble-reason-platform = Plattforma hadde ein feil eller for mykje å gjere ({ $reason }).
trouble-reason-other = Noko gjekk gale ({ $reason }). Be IT om å sjå på det.
trouble-reason-none = Vi fekk ikkje vite kvifor. Be IT om å sjå i loggen.
kind-preparation = Førebuing
kind-sharing = Deling
kind-reminder = Påminning
kind-closing = Avslutning
kind-intermediate-work = Mellomarbeid
kind-touchpoint = Undervegs
kind-registration = Påmelding
kind-room-missing = Rom manglar
kind-prompt = Programmet sine eigne ord
kind-question = Kort spørsmål
kind-nudge = Påminning om spørsmål
kind-result = Resultat
kind-announcement = Melding
kind-moved = Flytta
kind-room-changed = Ny stad
kind-cancelled = Avlyst
kind-trouble = Feilmelding
kind-hello = Prøvemelding
hello-title = Hei frå Skolebud!
hello-summary = Hei frå Skolebud! Koplinga til { $channel } verkar.
hello-lead = Dette er ei prøvemelding til { $channel }. Ser de henne, verkar koplinga. De treng ikkje gjere noko.

## Sida med den innebygde chatten

page-title = Skolebud
page-skip = Gå til innlegga
page-posts-in = Innlegg i { $channel }
page-new-post = Nytt innlegg: { $title }
page-unseen = { $count ->
    [one] eitt nytt innlegg
   *[other] { $count } nye innlegg
}
page-schools = { $count ->
    [one] Leiarane ved éin skule
   *[other] Leiarane ved { $count } skular
}
page-empty-hint = Trykk «{ $next }», eller lat klokka gå.
page-sessions = Samlingar
page-older = Vis eldre innlegg
page-newest = Til dei nyaste innlegga
page-stuck = Noko som skulle sendast no, vart ikkje sendt. Loggen seier kvifor.
page-speed-hour-short = 1 time/s
page-speed-day-short = 1 døgn/s
page-speed-week-short = 1 veke/s
page-agenda-time = Tid
page-agenda-what = Kva
page-sandbox-lead = Dette er den innebygde chatten i Skolebud. Ingenting her forlèt denne maskina.
page-channels = Kanalar
page-coordinators = Koordinatorane
page-language = Språk
page-clock-label = Klokka i demoen
page-next-post = Neste innlegg
page-play = Spel av
page-pause = Pause
page-speed-hour = Ein time i sekundet
page-speed-day = Eit døgn i sekundet
page-speed-week = Ei veke i sekundet
page-jump = Hopp
page-jump-date = Hopp til dato
page-coming = Kjem seinare
page-end-of-year = Ingen fleire innlegg
page-empty-channel = Ingenting er sagt her enno.
page-no-javascript = Sida verkar også utan JavaScript. Last henne på nytt for å sjå nye innlegg.

# Who the viewer is, and what they say
page-you-are = Du er her som
page-you-change = Byt
page-leader = Leiar ved { $school }
page-coordinator = Koordinator
page-write = Skriv til Skolebud
page-write-hint = Skriv eit svar, eller «hjelp»
page-send = Send
page-only-you = Berre du ser dette
page-options = Svar
page-have-answered = { $count ->
    [one] Éin har svart
   *[other] { $count } har svart
}
page-noted = { $who } har svart
page-given = { $who } har svart og kan endre svaret
page-your-choice = svaret ditt
page-closed = Spørsmålet er stengt
page-new-line = { $who } skreiv: { $text }
page-simulated = simulert
page-simulated-lead = Leiarane her er simulerte: Skolebud har funne på svara deira. Skulane i programmet har ikkje skrive dei.
page-simulated-result = Svar frå simulerte leiarar

## Svarsida

page-form-who-sees = Kven ser svaret
page-form-seen-secret = { question-mode-secret } Du oppgir verken namn eller skule.
page-form-seen-secret-school = { question-mode-secret-school }
page-form-seen-coordinator = Koordinatoren kan sjå kva du svarer, men ingen andre.
page-form-seen-coordinator-school = Koordinatoren kan sjå kva skulen svarer, men ingen andre.
page-form-seen-named = Alle som får spørsmålet, kan sjå kva du svarer.
page-form-seen-named-school = Alle som får spørsmålet, kan sjå kva skulen svarer.
page-form-afterwards = Etterpå
page-form-final = Svaret blir lagra utan kopling til den som svarer, og kan derfor ikkje endrast når det er sendt.
page-form-can-change = Svaret kan endrast fram til fristen.
page-form-results-closing = Resultatet kjem i kanalen når fristen er ute.
page-form-results-live = Resultatet blir vist i kanalen etter kvart som svara kjem inn.
page-form-your-answer = Svaret ditt
page-form-schools-answer = Svaret frå skulen
page-form-choose-one = Vel eitt.
page-form-who = Kven svarer?
page-form-self-declared = Dette oppgir du sjølv. Vi sjekkar det ikkje, og det blir ståande som oppgitt av den som svarte.
page-form-school = Skulen du leier
page-form-choose-school = Vel skule
page-form-no-schools = Ingen skule er ført opp for dette spørsmålet. Sei frå til koordinatoren.
page-form-name = Namnet ditt
page-form-name-hint = Skriv det likt kvar gong, så kan du endre svaret ditt seinare.
page-form-cookie = Når du sender, legg sida ein informasjonskapsel i nettlesaren, berre så det ikkje blir svart to gonger herfrå. Han seier ikkje kven du er, og blir borte nokre dagar etter fristen.
page-form-no-cookie = Sida bruker ingen informasjonskapslar.
page-form-error-title = Svaret er ikkje sendt enno
page-form-error-before = Feil: { $title }
page-form-error-choose-one = Vel eitt av svara.
page-form-error-choose-several = Vel minst eitt av svara.
page-form-error-unknown = Det svaret finst ikkje i spørsmålet. Vel blant dei som står her.
page-form-error-text = Skriv eit svar.
page-form-error-text-long = Svaret er for langt. Det kan ha { $most } teikn, og no har det { $count }.
page-form-error-school = Vel skulen du leier.
page-form-error-name = Skriv namnet ditt.
page-form-error-name-long = Namnet er for langt. Det kan ha { $most } teikn, og no har det { $count }.
page-form-error-foreign = Skjemaet høyrde ikkje til denne sida, så ingenting er notert. Svar her, og send på nytt.
page-form-error-expired = Sida har stått open i meir enn eit døgn. Sjå over svaret, og send det ein gong til.
page-form-error-busy = Mange svarer akkurat no, og svaret ditt kom ikkje med. Vent litt, og send det ein gong til.
page-form-kept = Dette er notert
page-form-question = Spørsmål
page-form-kept-answer = Svar
page-form-kept-school = Skule
page-form-kept-name = Namn
page-form-change = Endre svaret
page-form-next = Neste spørsmål
page-form-last = Det var det siste spørsmålet.
page-form-may-close = Du kan lukke sida no.
page-form-unknown-title = Denne lenkja verkar ikkje
page-form-unknown = Ho kan vere gammal, eller ha mista nokre teikn på vegen. Opne henne ein gong til frå meldinga i kanalen. Verkar ho framleis ikkje, sei frå til koordinatoren i nettverket.
page-form-early-title = Spørsmålet er ikkje opna enno
page-form-early = Det kan svarast på frå { $opens } til { $closes }. Opne lenkja igjen då.
page-form-closed-title = Spørsmålet er stengt
page-form-closed = Fristen var { $due }. Svar kan ikkje lenger givast eller endrast. Lurer du på noko, spør koordinatoren i nettverket.
page-form-closed-early = Koordinatoren har avslutta det. Svar kan ikkje lenger givast eller endrast.
page-form-withdrawn-title = Spørsmålet er trekt tilbake
page-form-withdrawn = Det skal ikkje svarast på lenger. Lurer du på kvifor, spør koordinatoren i nettverket.
page-form-already-title = Du har alt svart
page-form-already = Eit svar er sendt frå denne nettlesaren. Det er hemmeleg og kan ikkje endrast. Deler du maskina med nokon, kan den andre svare frå si eiga.
page-form-trouble-title = Noko gjekk gale hos oss
page-form-trouble = Er du usikker på om svaret kom fram, opne lenkja igjen om litt og send det ein gong til.

# Said to whoever answers
answer-thanks = Takk, svaret er notert
answer-final = Svaret er hemmeleg og kan ikkje endrast.
answer-can-change = Du kan endre svaret til spørsmålet stengjer.
answer-changed = Takk, svaret er endra
answer-final-already = Du har alt svart. Eit hemmeleg svar kan ikkje endrast.
answer-older = Eit nyare svar står alt; dette endra ikkje noko.
answer-closed = Spørsmålet er stengt. Svar kan ikkje lenger givast eller endrast.
answer-withdrawn = Spørsmålet er trekt tilbake, så du treng ikkje svare. Takk for at du ville.
answer-not-understood = Det svaret kjenner vi ikkje att. Vel eit av alternativa i spørsmålet.
answer-unavailable = Noko er gale hos oss, og svaret er ikkje notert. Prøv igjen om litt.
answer-which-school = Kva skule leier du?
answer-which-school-note = Vel skulen din, så hugsar vi han. Svar så på spørsmålet ein gong til.
answer-school-kept = Takk. Vi har notert at du leier { $school }.
answer-now-again = No kan du svare på spørsmålet.
answer-nothing = Det var ikkje noko her å svare på.

## Svar i eigne ord

written-thanks = Takk. Svaret ditt { $answer } er notert.
written-changed = Takk. Svaret ditt er endra til { $answer }.
written-quoted = «{ $text }»
written-question = Spørsmålet var: { $question }
written-next = Neste spørsmål
written-how = Svar med eit nummer, til dømes: { $example }
written-own-words = Svar i eigne ord: { $example } …
written-which-option = Kva svar meiner du?
written-which-question = Du har svart på alle. Kva svar vil du endre?
written-name-it = Skriv namnet på spørsmålet framfor svaret, til dømes: { $example }
written-in-the-open = Dette spørsmålet kan ein ikkje svare på her, der alle les med.
written-in-the-open-note = Svara er hemmelege. Det du skreiv, er ikkje notert.
written-in-the-open-link = Svar her i staden
written-none-open = Ingen spørsmål er opne her no.
reply-thanks = Takk! Det de skreiv, er teke vare på.
reply-prompt = Det står som svar på «{ $prompt }». De kan skrive meir eller rette det fram til { $until }.
reply-unplaced = Vi veit enno ikkje kva nettverk du er i. Sei kva skule du leier, så kjem det på rett stad.
reply-which-school = Kva skule leier du? Då kjem svaret under rett skule.
reply-late = Tida for å svare på «{ $prompt }» er ute.
reply-late-note = Det du skreiv, er ikkje notert. Ta det gjerne med til samlinga.
reply-too-long = Teksten er for lang. Vi kan ta vare på { $most } teikn, og har ikkje notert noko av han.
reply-too-long-note = Del han gjerne i fleire meldingar.
school-how = Du kan òg skrive, til dømes: { $example }
school-fixed = Koordinatoren har notert at du leier { $school }.
school-fixed-note = Er det feil, så sei frå til koordinatoren.
school-unknown = Den skulen kjenner vi ikkje att.
school-did-you-mean = Meinte du { $school }?
said-help = Skriv { $example }, så ser du kva du kan skrive til meg.

## Questions in chat.

choices-send = Send svaret
choices-pick = Vel frå lista

## Resultat

result-title = Slik vart svara
result-title-so-far = Slik er svara så langt
result-response = { $answered } av { $asked } har svart.
result-response-of-unknown = { $answered } har svart. Kor mange som er spurde, er ikkje kjent.
result-most = { $count } av { $of } svarte «{ $answer }».
result-most-so-far = { $count } av { $of } har svart «{ $answer }».
result-nearly-all = Nesten alle svarte «{ $answer }».
result-nearly-all-so-far = Nesten alle har svart «{ $answer }».
result-middle = Svaret i midten er «{ $answer }».
result-few = to eller færre
result-nearly = nesten alle
result-or = eller
result-others = Andre svar ({ $answers })
result-own-words = Svar med eigne ord
result-networks = Nettverka
result-open = Det gjekk an å svare frå { $from } til { $to }.
result-open-so-far = Det går an å svare frå { $from } til { $to }.
result-mode-secret = Svara er hemmelege: Ingen kan sjå kven som har svart kva.
result-mode-coordinator = Berre koordinatorane kan sjå kven som har svart kva.
result-mode-named = Svara er gitt med namn.
result-several = Det gjekk an å velje fleire svar.
result-several-so-far = Det går an å velje fleire svar.
result-no-percent = Under 20 svar viser vi tal på svar og ikkje prosent.
result-rule-few = Færre enn fem har svart. Då viser vi berre kor mange.
result-rule-hidden = Fordelinga blir ikkje vist, fordi ho kunne røpe kva einskilde har svart.
result-rule-merged = Svar som berre éin eller to har valt, er slått saman med andre.
result-rule-nearly-all = «Nesten alle» kan òg vere alle. Då viser vi ikkje tal.
result-rule-network = For nokre nettverk viser vi berre kor mange som har svart, så ingen kan kjennast att.
result-rule-new = Tala er frå då { $of } hadde svart. Sidan har for lite endra seg til at nye tal kan visast.
result-self-declared-school = { $count ->
    [one] Eitt av svara er gitt på svarsida, med skule som den som svarte, sjølv har oppgitt.
   *[other] { $count } av svara er gitt på svarsida, med skule som dei som svarte, sjølve har oppgitt.
}
result-self-declared-person = { $count ->
    [one] Eitt av svara er gitt på svarsida, utan innlogging.
   *[other] { $count } av svara er gitt på svarsida, utan innlogging.
}
result-nobody-answered = Ingen svarte.
result-key-lost = Svara kan ikkje teljast: Nøkkelen til dette hemmelege spørsmålet gjekk tapt før det stengde. Sei frå til IT, loggen seier meir. Skal det svarast på, må det stillast på nytt.

# A question that is still open
nudge-title = { $count ->
    [one] Eit kort spørsmål er framleis ope
   *[other] { $count } korte spørsmål er framleis opne
}
nudge-schools-of = { $asked ->
    [one] { $answered } av { $asked } skule har svart.
   *[other] { $answered } av { $asked } skular har svart.
}
nudge-schools = { $answered ->
    [0] Ingen har svart enno.
    [one] Éin skule har svart.
   *[other] { $answered } skular har svart.
}
nudge-people = { $answered ->
    [0] Ingen har svart enno.
   *[other] { $answered } har svart.
}
nudge-open-until = Det er ope til { $due }.
nudge-done = Har de svart, treng de ikkje gjere noko.

## Kommandoar

help-title = Hei! Dette kan du skrive til meg
help-summary = Dette kan du skrive til Skolebud.
help-lead = Du kan skrive på ditt eige språk. Her er døme:
help-for-coordinators = For koordinatorar
help-before-it-is-said = Før noko blir sagt til mange, ser du nøyaktig kva som blir sagt, og stadfestar det. Legg til --prøve, så blir det berre vist.
help-note = Store og små bokstavar, hermeteikn og mellomrom er ikkje så nøye. Du kan spørje om éin kommando: hjelp svar.
help-where = I Slack får du svar når du skriv «/skolebud» framfor. Nemner du meg der, eller skriv i ein tråd, les eg det utan å svare. I Teams nemner du @Skolebud.
help-next-example = neste
help-next = når neste samling er, og kva de kan førebu
help-mine-example = mine
help-mine = det som ventar på svar frå deg
help-answer-example = svar 2
help-answer = svar på det siste spørsmålet med nummer eller med eigne ord
help-school-example = skule Vollen
help-school = kva skule du leier, så svara kjem på rett stad
help-help-example = hjelp
help-help = denne hjelpa
help-announce-example = kunngjer «Hugs å lese side 38–45» til gruppe-1 i morgon kl. 08.30
help-announce = sei noko til nettverk, no eller seinare
help-ask-example = spør «Kjem de fredag?» ja, nei, veit ikkje til gruppe-1
help-ask = still eit kort spørsmål, eller eit av programmet sine: spør lesing
help-results-example = resultat lesing
help-results = det som er svart på eit spørsmål
help-missing-example = manglar lesing
help-missing = kor mange som ikkje har svart enno
help-nudge-example = purr lesing
help-nudge = minn dei som ikkje har svart
help-close-example = lukk lesing
help-close = avslutt eit spørsmål og vis resultatet i kanalen
help-status-example = status
help-status = korleis det står til, og kva som kjem
help-preview-example = førehandsvis
help-preview = det neste som blir sagt, slik det kjem til å sjå ut
help-move-example = flytt samling 2 til 6. november kl. 08.30–13.00 stad Festsalen
help-move = gi ei samling ny dag, tid eller ny stad, og sei frå til dei som har fått vite noko anna
help-cancel-example = avlys samling 2
help-cancel = avlys ei samling, og sei frå til dei som har høyrt om henne
help-pause-example = pause gruppe-1
help-pause = vent med alt som skulle bli sagt
help-resume-example = hald fram gruppe-1
help-resume = set i gang igjen
help-coordinators-example = koordinatorar legg til @kollega for gruppe-1
help-coordinators = vis, legg til eller fjern koordinatorar
help-confirm-example = stadfest K7PM
help-confirm = gjer det du nettopp fekk sjå

## Feil i ein kommando

mistake-did-you-mean = Meinte du «{ $word }»?
mistake-example = Prøv slik: { $example }
mistake-not-understood = Eg forstod ikkje «{ $written }».
mistake-no-such-day = Dagen «{ $written }» finst ikkje.
mistake-not-a-time = «{ $written }» er ikkje ein dag eller eit klokkeslett eg kjenner.
mistake-wrong-weekday = { $day } er ein { $own }. Kva dag meinte du?
mistake-ends-before-it-starts = Slutten må kome etter starten.
mistake-one-choice = Eit spørsmål med svaralternativ treng minst to. Skil dei med komma.
mistake-question-unclear = Eg ser ikkje kvar spørsmålet sluttar. Set det i hermeteikn.
mistake-no-text = Kva skal eg seie? Set teksten i hermeteikn.
mistake-no-question = Kva spørsmål gjeld det?
mistake-no-answer = Kva vil du svare?
mistake-no-session = Kva samling gjeld det?
mistake-no-change = Kva er nytt: dagen, tida eller staden?
mistake-no-date = Kva dag gjeld det?
mistake-no-time = Når skal det vere?
mistake-no-place = Kvar skal det vere?
mistake-no-networks = Kva nettverk gjeld det?
mistake-no-person = Kven gjeld det? Nemn personen med @.
mistake-no-code = Kva kode? Han står i meldinga du skal stadfeste.
mistake-no-school = Kva skule leier du?

# What commands do.
desk-no-coordinator = Det er det koordinatoren som gjer
desk-no-coordinator-note = Sei frå til koordinatoren i nettverket, så får de det til saman. Skriv «hjelp» for å sjå kva du kan gjere her.
desk-dry-run = Dette er berre ei prøve: ingenting er sagt eller endra.
desk-confirm = Stemmer det? Stadfest innan eit kvarter: trykk på knappen, eller skriv «stadfest { $code }».
desk-confirm-yes = Ja, gjer det
desk-confirm-no = Nei, lat vere
desk-no-draft = Det er ingenting å stadfeste
desk-no-draft-note = Eit utkast ventar eit kvarter. Skriv kommandoen ein gong til, så får du sjå teksten på nytt.
desk-discarded = Utkastet er kasta
desk-discarded-note = Ingenting er sagt eller endra.
desk-said-now = I { $channels }, straks
desk-said-at = I { $channels }, { $date } kl. { $time }

# What the words of a command mean.
desk-session = Samling { $number }
desk-which-network = Kva nettverk meiner du?
desk-which-network-note = Skriv namnet i kommandoen, til dømes «nettverk gruppe-1», eller «til alle» for alle dine.
desk-no-network = Eg kjenner ikkje nettverket «{ $written }»
desk-not-yours = Du koordinerer ikkje { $network }
desk-not-yours-note = Sei frå til den som koordinerer nettverket, eller be om å bli lagd til.
desk-no-networks = Det er ikkje noko nettverk her enno
desk-no-networks-note = Programmet må leggjast inn først. Det gjer den som driftar Skolebud.
desk-unknown-session = { $network } har inga samling «{ $written }»
desk-unknown-session-note = Skriv nummeret eller datoen.
desk-which-question = Kva spørsmål meiner du?
desk-which-question-note = Skriv namnet på det eller nokre ord frå det.
desk-unknown-question = Eg finn ikkje spørsmålet «{ $written }»
desk-no-question = Det er ikkje noko spørsmål å vise
desk-no-question-note = Skriv «hjelp spør» for å sjå korleis du stiller eit.
desk-no-post = Det er ikkje noko som ventar på å bli sagt
desk-no-post-note = Nye meldingar kjem når programmet har fleire samlingar, eller når du kunngjer noko.
desk-unknown-post = Eg finn ikkje meldinga «{ $written }»
desk-unknown-post-note = Skriv nummeret på leveringa, eller berre «førehandsvis» for å sjå den neste.

# What lies before, and what waits
next-title = Neste samlingar
next-title-days = { $days ->
    [0] Neste samling er i dag
    [1] Neste samling er i morgon
   *[other] Neste samling er om { $days } dagar
}
next-title-none = Ingen fleire samlingar i programmet
next-none = Det er ingen fleire samlingar. Takk for innsatsen, og lykke til vidare med det de har fått i gang!
next-lead = Her er det viktigaste om samling { $number }:
next-cancelled = Samling { $number } { $date } er avlyst.
next-prepare = Dette kan de førebu:
next-share = Ver klare til å dele:
next-nothing-to-prepare = De treng ikkje førebu noko.
mine-title = Dette ventar på deg
mine-title-none = Ingenting ventar på deg
mine-none = Du er à jour. Skriv «neste» for å sjå når neste samling er.
mine-questions = Spørsmål du ikkje har svart på
mine-question = { $text } Frist { $due }.
mine-answer-there = Svar der spørsmåla vart stilte.
mine-replies = Skulen din har ikkje svart på
mine-reply = { $what }. Skriv gjerne kort i tråden innan { $due }.
mine-prepare = Førebu til samling { $number }, { $when }
desk-which-school-note = Vel skulen din her, eller skriv «skule» og namnet på han.
desk-no-programme = Det er ikkje lagt inn noko program enno
desk-no-programme-note = Koordinatoren eller IT legg det inn. Prøv igjen seinare.

# Announcing, moving, and who coordinates.
desk-announce = Dette blir sagt til { $networks }
desk-announced = Det er på veg til { $networks }
desk-announce-planned = Det er lagt klart for { $networks }
desk-quiet = Då er det stilletid. Det blir sagt { $when }.
desk-passed = Det tidspunktet er passert
desk-passed-note = Vel eit tidspunkt som kjem, eller lat det vere for å seie det no.
desk-no-opening = Det er inga open tid å seie det i
desk-no-opening-note = Alt innan eit år er stilletid eller ferie. Sjå over tidene i programmet.
desk-long = Teksten er for lang
desk-long-note = Hald han under 10 000 teikn; folk les helst nokre få linjer.
desk-no-channel = Ingen kanal når dei nettverka
desk-no-channel-note = Den som driftar Skolebud, må leggje inn ein kanal i innstillingane først.
desk-unheard = Ingen kanal når { $networks }: der høyrer ingen dette.
desk-is-paused = { $network } er sett på pause. Ingenting blir sagt der før du skriv «hald fram».
desk-move = { $session } for { $network } blir flytta til { $when }
desk-moved = { $session } for { $network } er flytta til { $when }
desk-room = { $session } for { $network } får ny stad: { $when }
desk-roomed = { $session } for { $network } har fått ny stad: { $when }
desk-cancel = { $session } for { $network } blir avlyst: { $when }
desk-cancelled = { $session } for { $network } er avlyst: { $when }
desk-cancelled-already = { $session } for { $network } er avlyst frå før: { $when }
desk-so-already = Slik er det alt: { $session } for { $network } er { $when }
desk-held-after-all = Ho var avlyst, og blir halden likevel.
desk-nobody-was-told = Ingen har fått vite noko anna, så ingenting blir sagt no.
desk-along = Følgjer med: «{ $what }» { $when }
desk-not-said = Blir ikkje sagt: «{ $what }» { $when }
desk-more = … og { $count } til.
desk-warn-past = Obs: { $date } er over.
desk-warn-weekend = Obs: { $date } er i helga.
desk-warn-holiday = Obs: { $date } er ein heilagdag eller fridag.
desk-warn-break = Obs: { $date } er i perioden «{ $name }».
desk-warn-outside = Obs: { $date } er utanfor tida til programmet.
desk-warn-clash = Obs: { $session } er òg { $date }.
desk-preview = Slik blir det sagt { $when }
desk-preview-over = Ho ventar ikkje lenger: ho er sagd, eller ho blir ikkje sagd.
desk-preview-no-channel = Ingen kanal når dei som skal høyre dette.
desk-status = Slik står det til
desk-status-nothing = Ingenting ventar på å bli sagt.
desk-status-open = Opne spørsmål
desk-status-question = { $question }: { $answered } har svart, stengjer { $closes }
desk-status-unsaid = Ikkje sagt dei siste to vekene
desk-coordinators = Koordinatorar
desk-coordinator = { $person }: { $whom }
desk-coordinator-settled = { $person }: { $whom } (i innstillingane)
desk-coordinators-none = Ingen er lagde til enno.
desk-coordinators-note = Vi viser brukarnummeret; namn blir ikkje lagra.
desk-add = { $person } blir koordinator for { $whom }
desk-added = { $person } er no koordinator for { $whom }
desk-remove = { $person } skal ikkje lenger vere koordinator for { $whom }
desk-removed = { $person } er ikkje lenger koordinator for { $whom }
desk-settled = { $person } står i innstillingane
desk-settled-note = Berre den som driftar Skolebud, kan endre det der.
desk-no-such-coordinator = { $person } kan ikkje fjernast der
desk-no-such-coordinator-note = Personen koordinerer ikkje det nettverket. Skriv «koordinatorar» for å sjå kven som gjer det.
desk-coordinates-all-note = Personen koordinerer heile programmet. Den som sjølv gjer det, kan skrive «for alle».
desk-last = Du er den siste koordinatoren
desk-last-note = Legg til ein annan først, så nettverket ikkje står utan.
desk-whom = Eg ser ikkje kven du meiner
desk-whom-note = Nemn personen med @ i ein Slack-kommando og vel namnet i lista. I Teams får eg ikkje vite kven som blir nemnd: be den som driftar Skolebud, om å leggje personen i innstillingane.
desk-whom-terminal-note = Skriv heile namnet som i innstillingane, i hermeteikn: «slack/T024BE7LD/U2147483697».

# At the terminal.
terminal-ask = Skal dette gjerast? [j/N]
terminal-yes-needed = Dette må stadfestast. Legg til --ja for å gjere det, eller --prøve for berre å sjå det.
terminal-otherwise = No ville noko anna blitt sagt enn det du såg. Skriv kommandoen ein gong til.
terminal-help = «skolebud hjelp» viser kommandoane, «skolebud --help» alt anna.
# Questions and pauses by command
desk-ask = Spørsmålet blir stilt til { $networks }
desk-asked = Spørsmålet er stilt til { $networks }
desk-ask-named = I kommandoar heiter spørsmålet «{ $name }».
desk-ask-not = Spørsmålet kan ikkje stillast
desk-ask-nowhere = Det er ingen kanal for { $networks } der ein kan svare på det. Be IT om å opne for svar i chatten.
desk-ask-paused = { $networks } er på pause. Skriv «hald fram» først.
desk-ask-open-already = Det er alt ope for { $networks }. Lukk det først, eller minn om det.
desk-ask-elsewhere = Det spørsmålet er ikkje for desse nettverka.
desk-ask-one-programme = Nettverka høyrer til ulike program. Still spørsmålet i eitt program om gongen.
desk-ask-no-time = Kalenderen har inga tid då det kan stillast og svarast på.
desk-ask-unknown = Programmet har ikkje noko spørsmål som heiter «{ $written }»
desk-ask-unknown-note = Skriv namnet på eit av desse, eller set ditt eige spørsmål i hermeteikn.
desk-ask-too-many-options = Meir enn ti svaralternativ er for mange å velje mellom i ein chat. Behald dei ti nyttigaste.
desk-ask-long-option = Eit svaralternativ er for langt til å stå på ein knapp. Kort det ned til 75 teikn.
desk-ask-options-alike = To av svaralternativa er like.
desk-answered = { $count ->
    [0] Ingen har svart enno.
   *[other] { $count } har svart.
}
desk-answered-of = { $count } av { $of } skular har svart.
desk-close = Spørsmålet stengjer no: { $text }
desk-closed = Spørsmålet er stengt: { $text }
desk-close-not-all = Det spørsmålet gjeld òg andre nettverk
desk-close-not-all-note = Berre den som koordinerer alle nettverka som er spurde, kan lukke det. Elles lukkar det seg sjølv ved fristen.
desk-close-few = Færre enn fem har svart. Då blir berre talet på svar sagt.
desk-close-nothing-said = Det blir ikkje sagt noko resultat i kanalen.
desk-close-to-coordinators = Resultatet blir berre sagt til koordinatorane.
desk-close-result = Resultatet blir sagt i { $channels }, etter reglane for små grupper.
desk-missing = Dette manglar
desk-missing-none = Ingenting manglar
desk-missing-none-note = Ingen spørsmål er opne, og ingen svar er etterspurde.
desk-missing-due = Frist { $due }.
desk-missing-names = Manglar: { $names }.
desk-missing-names-elsewhere = Her kan alle lese svaret, så skulane er ikkje nemnde. Spør der berre du ser svaret.
desk-pause = { $networks } blir sett på pause
desk-paused = { $networks } er sett på pause
desk-paused-already = { $networks } er alt på pause
desk-not-paused = { $networks } er ikkje på pause
desk-pause-waits = { $count ->
    [one] Eitt innlegg ventar: { $posts }.
   *[other] { $count } innlegg ventar, først: { $posts }.
}
desk-pause-questions = Ein kan framleis svare på opne spørsmål, og fristane deira går.
desk-pause-until = Ingenting blir sagt der før du skriv «hald fram». Det som mistar nytta si imens, fell bort utan fleire ord.
desk-resume = { $networks } blir sett i gang att
desk-resumed = { $networks } er i gang att
desk-resume-comes = { $count ->
    [one] Dette kjem no, eller når stilletida er over: { $posts }.
   *[other] { $count } innlegg kjem no, eller når stilletida er over: { $posts }.
}
desk-resume-nothing = Ingenting har venta som framleis er til nytte.
desk-results-elsewhere = Det resultatet er berre for koordinatorane
desk-results-elsewhere-note = Her kan alle lese svaret. Spør der berre du ser det.
desk-results-own-words-elsewhere = Her kan alle lese svaret, så det folk har skrive, blir ikkje vist. Spør der berre du ser det.
desk-results-none = Det er ikkje noko resultat å vise
desk-results-none-note = Svara kan ikkje teljast. Loggen seier meir; be IT om å sjå på det.
desk-results-later = Resultatet kjem når spørsmålet stengjer, { $due }.
desk-nudge = Ei påminning blir send om spørsmålet: { $text }
desk-nudged = Ei påminning er på veg om spørsmålet: { $text }
desk-nudge-not = Inga påminning blir send no
desk-nudge-not-by-itself = Programmet minner ikkje om dette spørsmålet av seg sjølv. Du kan likevel gjere det.
desk-nudge-all-answered = Alle skulane har svart.
desk-nudge-nowhere = Det er ingen kanal der ein kan svare på det.
desk-nudge-paused = Nettverket er på pause. Skriv «hald fram» først.
desk-nudge-too-late = Spørsmålet stengjer før vi kan seie noko att.
desk-nudge-enough = Det er minna om det to gonger, og oftare gjer vi det ikkje.
desk-nudge-today = Nettverket er minna om eit spørsmål i dag. Tidlegast i morgon kan det gjerast ein gong til.
desk-lead = { $person } blir notert som leiar for { $school }
desk-led = { $person } er notert som leiar for { $school }
desk-lead-note = Hemmelege svar og svar på spørsmål som er stengde, blir ståande slik dei vart gitt.
desk-lead-elsewhere = { $person } står som leiar for { $school } i { $network }
desk-lead-elsewhere-note = Det nettverket koordinerer ikkje du. Den som koordinerer begge, kan flytte leiaren, eller den som driftar Skolebud.
desk-lead-replies = { $count ->
    [one] Éi melding som { $person } har skrive, blir flytta til { $school }.
   *[other] { $count } meldingar som { $person } har skrive, blir flytta til { $school }.
}
desk-lead-answers = { $count ->
    [one] Eitt svar på eit ope spørsmål blir flytta til { $school }.
   *[other] Svar på { $count } opne spørsmål blir flytta til { $school }.
}
desk-lead-gives-way = { $count ->
    [one] På eitt ope spørsmål har { $school } sjølv svart seinare, og det svaret gjeld.
   *[other] På { $count } opne spørsmål har { $school } sjølv svart seinare, og dei svara gjeld.
}
desk-no-school = Vi finn ingen skule som heiter «{ $written }»
desk-no-school-note = Skriv namnet slik det står her.
