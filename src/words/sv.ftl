### Allt som Skolebud säger på svenska. Nycklar och värden är desamma i alla språk.
### Läsaren är en ledningsgrupp (”ni”). Kort, varmt och konkret.

## Om en träff

session-is = Träff { $number } är { $when }, { $place }.
session-is-without-room = Träff { $number } är { $when }. Lokal är inte klar ännu.
place-unknown = Lokal är inte klar ännu
fact-when = När
fact-where = Var
fact-title = Träff
fact-network = Nätverk
fact-registration = Anmälan
fact-contact = Kontakt
fact-next = Nästa träff
fact-new-time = Ny tid
fact-concerns = Gäller
next-session = Träff { $number }, { $when }
answer-in-thread = Svara gärna i tråden. En mening räcker.
answer-in-thread-by = Svara gärna kort i tråden senast { $due }, så kan de andra skolorna läsa i förväg.
not-about-people = Skriv inte om enskilda elever eller om namngivna kollegor.

## Förberedelse

preparation-title = Förberedelse inför träff { $number }
preparation-lead = Träff { $number } närmar sig. Det här ber vi er göra i ledningsgruppen innan vi ses:
preparation-summary = { $session } Här är det ni kan förbereda.
reading-whole = Läs { $title }{ $source }.
reading-pages = Läs { $pages } i { $title }{ $source }.
reading-figure = Studera figuren på sidan { $figure } i { $title }{ $source }.
reading-pages-and-figure = Läs { $pages } och studera figuren på sidan { $figure } i { $title }{ $source }.
reading-page = sidan { $page }
reading-page-range = sidorna { $first }–{ $last }
reading-minutes = Avsätt ungefär { $minutes ->
    [one] en minut
   *[other] { $minutes } minuter
}.
link-reading = Öppna ”{ $title }”

## Delning

sharing-title = Var redo att dela med er på träff { $number }
sharing-summary = { $session } Var redo att dela med er av era erfarenheter.
sharing-lead = På träff { $number } delar vi erfarenheter mellan skolorna. Prata först igenom det här i ledningsgruppen:
sharing-themes = Teman i arbetet mellan träffarna

## Påminnelse

reminder-title = Träff { $number } är { $date }
reminder-title-near = Träff { $number } är { $near }
reminder-summary = Påminnelse: { $session }
reminder-lead = Välkomna till träff { $number }!
reminder-bring-work = Ta med det ni har arbetat med sedan förra träffen.
reminder-bring-preparation = Ta med det ni har förberett.
agenda = Program

## Avslutning

closing-title = Vad tar ni med er?
closing-summary = Träff { $number }: Vad tar ni med er? Svara gärna i tråden.
closing-lead-before-end = Träff { $number } går mot sitt slut. Ägna en minut i ledningsgruppen åt det här:
closing-lead = Tack för träff { $number }! Ägna en minut i ledningsgruppen åt det här:
closing-what-you-take = Vad är det viktigaste ni tar med er?
closing-first-step = Vad är det första ni vill pröva på er egen skola?

## Uppgift mellan träffarna

work-title = Uppgift inför träff { $number }
work-title-last = Uppgift efter träff { $number }
work-summary = Uppgift mellan träffarna, inför träff { $number }, { $when }.
work-summary-last = Uppgift efter träff { $number }.
work-lead = Tack för träff { $number }. Nu fortsätter arbetet på er egen skola. Låt det bygga på det ni redan är i gång med.
work-one-theme = Tema
work-themes = Välj ett av temana
work-questions = Frågor att arbeta med
work-answers = Skriv gärna kort i tråden vad ni har kommit fram till, senast { $due }.
work-share = På träff { $number } delar vi med oss av det ni har kommit fram till.

## Under tiden

touchpoint-title = På väg mot träff { $number }
touchpoint-summary = På väg mot träff { $number }: Hur går det på er skola?
touchpoint-lead = Hur går det på er skola? Ta gärna fem minuter i ledningsgruppen: Vad har ni prövat hittills, och vad undrar ni över?
touchpoint-questions = Frågorna ni arbetar med

## Anmälan

registration-title = Anmäl er till träff { $number }
registration-summary = Anmäl er till träff { $number } i { $system }.
registration-summary-by = Anmäl er till träff { $number } i { $system }. Sista dag är { $day }.
registration-lead = Anmälan görs i { $system }.
registration-lead-by = Anmälan görs i { $system }. Sista dag är { $day }.
registration-fact-by = { $system }, senast { $day }
link-register = Anmäl er

## Frågor

question-title = { $count ->
    [one] Snabbfråga till er
   *[other] { $count } snabbfrågor till er
}
question-title-session = { $count ->
    [one] Snabbfråga efter träff { $number }
   *[other] { $count } snabbfrågor efter träff { $number }
}
question-summary = { $title }: { $text }
question-answer-by = Svara senast { $due }.
question-number = Fråga { $number } av { $count }
question-about = Med det menar vi:
question-choose-many = Välj en eller flera.
question-own-words = Svara med egna ord. En eller två meningar räcker.
question-mode-secret = Hemligt svar: Ingen, inte heller samordnaren, kan se vad du har svarat. Vi ser bara att du har svarat.
question-mode-secret-school = Hemligt svar: Ingen, inte heller samordnaren, kan se vad din skola har svarat. Vi ser bara att skolan har svarat.
question-mode-coordinator = Bara samordnare: Samordnaren kan se vad du har svarat, men ingen annan.
question-mode-coordinator-school = Bara samordnare: Samordnaren kan se vad din skola har svarat, men ingen annan.
question-mode-named = Med namn: Alla som får frågan kan se vad du har svarat.
question-mode-named-school = Med namn: Alla som får frågan kan se vad din skola har svarat.
question-final = Svaret sparas utan koppling till den som svarar och kan därför inte ändras när det är lämnat.
question-change = Svaret kan ändras fram till sista svarstid.
question-respondent-person = Varje ledare svarar för sig.
question-respondent-school = Varje skola lämnar ett svar, och vem som helst i ledningsgruppen kan lämna det.
question-results-closing = Resultatet kommer här när svarstiden är slut.
question-results-live = Resultatet visas här allteftersom svaren kommer in.
question-results-coordinators = Bara samordnaren får se resultatet.
question-minutes = { $minutes ->
    [one] cirka en minut
   *[other] cirka { $minutes } minuter
}
question-voluntary = Det är frivilligt att svara.
question-page = Svara här
question-page-too = Eller svara på en webbsida
question-mention = Skriver du @Skolebud och ett nummer här är det ett svar. Alla i kanalen ser det du skriver.
fact-deadline = Sista svarstid
fact-takes = Tar

## Samordnarnas och programmets egna ord

announcement-title = Från samordnarna
prompt-title = Till er i nätverket
prompt-title-session = Inför träff { $number }

## Ändringar

moved-title = Träff { $number } är flyttad
moved-summary = Ny tid: { $moved } { $room }
moved-to-other-day = Träff { $number } är flyttad från { $old } till { $new }.
moved-title-same-day = Ny tid för träff { $number }
moved-summary-same-day = Ny tid: { $moved } { $room }
moved-on-same-day = Träff { $number } är flyttad från { $old } till { $new } samma dag, { $date }.
moved-title-held = Ändring för träff { $number }
moved-summary-held = Ändring: { $moved } { $room }
moved-held = Träff { $number } hålls { $date } { $new }.
moved-room = Plats: { $place }.
moved-room-unknown = Lokal är inte klar.
moved-lead = Skriv gärna upp tiden direkt och meddela resten av ledningsgruppen.
room-changed-title = Platsen för träff { $number } är ändrad
room-changed = Ny plats för träff { $number } { $date }: { $new } (inte { $old }).
room-changed-unknown = { $old } gäller inte längre för träff { $number } { $date }. Ny lokal är inte klar ännu.
room-changed-same-time = Tiden är densamma.
cancelled-title = Träff { $number } är inställd
cancelled-summary = Inställd: Träff { $number } { $date } är inställd. Ny tid meddelas.
cancelled-lead = Träffen blir inte av som planerat. Ny tid meddelas.

## Till samordnarna

room-missing-title = Träff { $number } saknar lokal
room-missing-summary = Träff { $number } ({ $network }), { $when }, saknar lokal.
room-missing-lead = Tills lokalen är bestämd får deltagarna veta att den inte är klar ännu. Så här anger ni den:
room-missing-place = Lokalen
trouble-title = { $count ->
    [one] Ett inlägg kom inte fram som det skulle
   *[other] { $count } inlägg kom inte fram som de skulle
}
trouble-summary = { $title }: { $first }
trouble-what = { $kind }, träff { $number } ({ $network })
trouble-to = till { $channel }
trouble-more = { $count ->
    [one] Det gäller ett inlägg till.
   *[other] Det gäller { $count } inlägg till.
} Se allt som inte blev sagt: { $command }
trouble-missed = Det kom inte fram medan det var till nytta. Behövs det fortfarande, skicka det nu: { $command }
trouble-unknown = Vi vet inte om det kom fram. Titta efter i kanalen. Saknas det där, skicka det igen: { $command }
trouble-retry = Skicka det igen när det är åtgärdat: { $command }
trouble-reason-archived = Kanalen är arkiverad ({ $reason }). Öppna den igen, eller be IT byta till en annan kanal.
trouble-reason-no-channel = Kanalen finns inte längre, eller så får vi inte se den ({ $reason }). Be IT skapa en webhook till en kanal som finns och lägga in den i inställningarna.
trouble-reason-no-webhook = Webhooken är borttagen eller avstängd ({ $reason }). Be IT skapa en ny och lägga in den i inställningarna.
trouble-reason-not-accepted = Webhooken godtas inte längre ({ $reason }). Be IT skapa en ny och lägga in den i inställningarna.
trouble-reason-prohibited = En administratör har stängt av sådana inlägg ({ $reason }). Be IT tillåta dem.
trouble-reason-general = Bara några få får skriva i den gemensamma kanalen ({ $reason }). Använd en annan kanal, eller be IT släppa in oss.
trouble-reason-settings = Kanalen saknas i inställningarna, eller så går adressen inte att använda ({ $reason }). Be IT rätta den.
trouble-reason-not-reached = Vi fick ingen kontakt med plattformen ({ $reason }). Be IT kontrollera nätet.
trouble-reason-no-answer = Vi fick inget tydligt svar ({ $reason }).
trouble-reason-platform = Plattformen hade ett fel eller för mycket att göra ({ $reason }).
trouble-reason-other = Något gick fel ({ $reason }). Be IT titta på det.
trouble-reason-none = Vi fick inte veta varför. Be IT titta i loggen.
kind-preparation = Förberedelse
kind-sharing = Delning
kind-reminder = Påminnelse
kind-closing = Avslutning
kind-intermediate-work = Uppgift mellan träffarna
kind-touchpoint = Under tiden
kind-registration = Anmälan
kind-room-missing = Lokal saknas
kind-prompt = Programmets egna ord
kind-question = Snabbfråga
kind-nudge = Påminnelse om fråga
kind-result = Resultat
kind-announcement = Meddelande
kind-moved = Ny tid
kind-room-changed = Ny plats
kind-cancelled = Inställd
kind-trouble = Felmeddelande
kind-hello = Testmeddelande
hello-title = Hej från Skolebud!
hello-summary = Hej från Skolebud! Kopplingen till { $channel } fungerar.
hello-lead = Det här är ett testmeddelande till { $channel }. Om ni ser det fungerar kopplingen. Ni behöver inte göra något.

## Sidan med den inbyggda chatten

page-title = Skolebud
page-skip = Gå till inläggen
page-posts-in = Inlägg i { $channel }
page-new-post = Nytt inlägg: { $title }
page-unseen = { $count ->
    [one] ett nytt inlägg
   *[other] { $count } nya inlägg
}
page-schools = { $count ->
    [one] Ledarna på en skola
   *[other] Ledarna på { $count } skolor
}
page-empty-hint = Tryck på ”{ $next }”, eller låt klockan gå.
page-sessions = Träffar
page-older = Visa äldre inlägg
page-newest = Till de senaste inläggen
page-stuck = Något som skulle skickas nu blev inte skickat. Loggen säger varför.
page-speed-hour-short = 1 tim/s
page-speed-day-short = 1 dygn/s
page-speed-week-short = 1 vecka/s
page-agenda-time = Tid
page-agenda-what = Vad
page-sandbox-lead = Det här är Skolebuds inbyggda chatt. Ingenting här lämnar den här datorn.
page-channels = Kanaler
page-coordinators = Samordnarna
page-language = Språk
page-clock-label = Klockan i demon
page-next-post = Nästa inlägg
page-play = Spela upp
page-pause = Pausa
page-speed-hour = En timme i sekunden
page-speed-day = Ett dygn i sekunden
page-speed-week = En vecka i sekunden
page-jump = Hoppa
page-jump-date = Hoppa till datum
page-coming = Kommer senare
page-end-of-year = Inga fler inlägg
page-empty-channel = Inget har sagts här ännu.
page-no-javascript = Sidan fungerar även utan JavaScript. Ladda om den för att se nya inlägg.

# Who the viewer is, and what they say
page-you-are = Du är här som
page-you-change = Byt
page-leader = Ledare på { $school }
page-coordinator = Samordnare
page-write = Skriv till Skolebud
page-write-hint = Skriv ett svar, eller ”hjälp”
page-send = Skicka
page-only-you = Bara du ser det här
page-options = Svar
page-have-answered = { $count ->
    [one] En har svarat
   *[other] { $count } har svarat
}
page-noted = { $who } har svarat
page-given = { $who } har svarat och kan ändra svaret
page-your-choice = ditt svar
page-closed = Frågan är stängd
page-new-line = { $who } skrev: { $text }
page-simulated = simulerad
page-simulated-lead = Ledarna här är simulerade: Skolebud har hittat på deras svar. Skolorna i programmet har inte skrivit dem.
page-simulated-result = Svar från simulerade ledare

## Svarssidan

page-form-who-sees = Vem ser svaret
page-form-seen-secret = { question-mode-secret } Du uppger varken namn eller skola.
page-form-seen-secret-school = { question-mode-secret-school }
page-form-seen-coordinator = Samordnaren kan se vad du svarar, men ingen annan.
page-form-seen-coordinator-school = Samordnaren kan se vad skolan svarar, men ingen annan.
page-form-seen-named = Alla som får frågan kan se vad du svarar.
page-form-seen-named-school = Alla som får frågan kan se vad skolan svarar.
page-form-afterwards = Efteråt
page-form-final = Svaret sparas utan koppling till den som svarar och kan därför inte ändras när det är skickat.
page-form-can-change = Svaret kan ändras fram till sista svarstid.
page-form-results-closing = Resultatet kommer i kanalen när svarstiden är slut.
page-form-results-live = Resultatet visas i kanalen allteftersom svaren kommer in.
page-form-your-answer = Ditt svar
page-form-schools-answer = Skolans svar
page-form-choose-one = Välj ett.
page-form-who = Vem svarar?
page-form-self-declared = Det här uppger du själv. Vi kontrollerar det inte, och det står kvar som uppgivet av den som svarade.
page-form-school = Skolan du leder
page-form-choose-school = Välj skola
page-form-no-schools = Ingen skola finns med för den här frågan. Säg till samordnaren.
page-form-name = Ditt namn
page-form-name-hint = Skriv det likadant varje gång, så kan du ändra ditt svar senare.
page-form-cookie = När du skickar lägger sidan en kaka i webbläsaren, bara för att det inte ska svaras två gånger härifrån. Den säger inte vem du är och försvinner några dagar efter sista svarstid.
page-form-no-cookie = Sidan använder inga kakor.
page-form-error-title = Svaret är inte skickat ännu
page-form-error-before = Fel: { $title }
page-form-error-choose-one = Välj ett av svaren.
page-form-error-choose-several = Välj minst ett av svaren.
page-form-error-unknown = Det svaret finns inte i frågan. Välj bland dem som står här.
page-form-error-text = Skriv ett svar.
page-form-error-text-long = Svaret är för långt. Det får ha { $most } tecken, och nu har det { $count }.
page-form-error-school = Välj skolan du leder.
page-form-error-name = Skriv ditt namn.
page-form-error-name-long = Namnet är för långt. Det får ha { $most } tecken, och nu har det { $count }.
page-form-error-foreign = Formuläret hörde inte till den här sidan, så inget är noterat. Svara här och skicka på nytt.
page-form-error-expired = Sidan har stått öppen i mer än ett dygn. Se över svaret och skicka det en gång till.
page-form-error-busy = Många svarar just nu, och ditt svar kom inte med. Vänta lite och skicka det en gång till.
page-form-kept = Det här är noterat
page-form-question = Fråga
page-form-kept-answer = Svar
page-form-kept-school = Skola
page-form-kept-name = Namn
page-form-change = Ändra svaret
page-form-next = Nästa fråga
page-form-last = Det var den sista frågan.
page-form-may-close = Du kan stänga sidan nu.
page-form-unknown-title = Den här länken fungerar inte
page-form-unknown = Den kan vara gammal, eller ha tappat några tecken på vägen. Öppna den en gång till från meddelandet i kanalen. Fungerar den fortfarande inte, säg till nätverkets samordnare.
page-form-early-title = Frågan är inte öppnad ännu
page-form-early = Den kan besvaras från { $opens } till { $closes }. Öppna länken igen då.
page-form-closed-title = Frågan är stängd
page-form-closed = Sista svarstid var { $due }. Svar kan inte längre lämnas eller ändras. Undrar du över något, fråga nätverkets samordnare.
page-form-closed-early = Samordnaren har avslutat den. Svar kan inte längre lämnas eller ändras.
page-form-withdrawn-title = Frågan har dragits tillbaka
page-form-withdrawn = Den ska inte besvaras längre. Undrar du varför, fråga nätverkets samordnare.
page-form-already-title = Du har redan svarat
page-form-already = Ett svar är skickat från den här webbläsaren. Det är hemligt och kan inte ändras. Delar du dator med någon kan den andra svara från sin egen.
page-form-trouble-title = Något gick fel hos oss
page-form-trouble = Är du osäker på om svaret kom fram, öppna länken igen om en stund och skicka det en gång till.

# Said to whoever answers
answer-thanks = Tack, ditt svar är noterat
answer-final = Svaret är hemligt och kan inte ändras.
answer-can-change = Du kan ändra svaret tills frågan stänger.
answer-changed = Tack, ditt svar är ändrat
answer-final-already = Du har redan svarat. Ett hemligt svar kan inte ändras.
answer-older = Ett nyare svar finns redan; det här ändrade inget.
answer-closed = Frågan är stängd. Svar kan inte längre ges eller ändras.
answer-withdrawn = Frågan har dragits tillbaka, så du behöver inte svara. Tack för att du ville.
answer-not-understood = Det svaret känner vi inte igen. Välj ett av alternativen i frågan.
answer-unavailable = Något är fel hos oss och svaret är inte noterat. Försök igen om en stund.
answer-which-school = Vilken skola leder du?
answer-which-school-note = Välj din skola, så kommer vi ihåg den. Svara sedan på frågan en gång till.
answer-school-kept = Tack. Vi har noterat att du leder { $school }.
answer-now-again = Nu kan du svara på frågan.
answer-nothing = Här fanns inget att svara på.

## Svar med egna ord

written-thanks = Tack. Ditt svar { $answer } är noterat.
written-changed = Tack. Ditt svar är ändrat till { $answer }.
written-quoted = ”{ $text }”
written-question = Frågan var: { $question }
written-next = Nästa fråga
written-how = Svara med ett nummer, till exempel: { $example }
written-own-words = Svara med egna ord: { $example } …
written-which-option = Vilket svar menar du?
written-which-question = Du har svarat på alla. Vilket svar vill du ändra?
written-name-it = Skriv frågans namn framför svaret, till exempel: { $example }
written-in-the-open = Den här frågan kan inte besvaras här, där alla läser.
written-in-the-open-note = Svaren är hemliga. Det du skrev är inte noterat.
written-in-the-open-link = Svara här i stället
written-none-open = Inga frågor är öppna här nu.
reply-thanks = Tack! Det ni skrev är sparat.
reply-prompt = Det står som svar på ”{ $prompt }”. Ni kan skriva mer eller rätta det fram till { $until }.
reply-unplaced = Vi vet ännu inte vilket nätverk du är med i. Säg vilken skola du leder, så hamnar det rätt.
reply-which-school = Vilken skola leder du? Då hamnar svaret under rätt skola.
reply-late = Tiden för att svara på ”{ $prompt }” är ute.
reply-late-note = Det du skrev är inte noterat. Ta gärna med det till träffen.
reply-too-long = Texten är för lång. Vi kan spara { $most } tecken och har inte noterat något av den.
reply-too-long-note = Dela den gärna i flera meddelanden.
school-how = Du kan också skriva, till exempel: { $example }
school-fixed = Samordnaren har noterat att du leder { $school }.
school-fixed-note = Är det fel, så säg till samordnaren.
school-unknown = Den skolan känner vi inte igen.
school-did-you-mean = Menade du { $school }?
said-help = Skriv { $example }, så ser du vad du kan skriva till mig.

## Questions in chat.

choices-send = Skicka svaret
choices-pick = Välj i listan

## Resultat

result-title = Så blev svaren
result-title-so-far = Så ser svaren ut hittills
result-response = { $answered } av { $asked } har svarat.
result-response-of-unknown = { $answered } har svarat. Hur många som har fått frågan är inte känt.
result-most = { $count } av { $of } svarade ”{ $answer }”.
result-most-so-far = { $count } av { $of } har svarat ”{ $answer }”.
result-nearly-all = Nästan alla svarade ”{ $answer }”.
result-nearly-all-so-far = Nästan alla har svarat ”{ $answer }”.
result-middle = Svaret i mitten är ”{ $answer }”.
result-few = två eller färre
result-nearly = nästan alla
result-or = eller
result-others = Andra svar ({ $answers })
result-own-words = Svar med egna ord
result-networks = Nätverken
result-open = Det gick att svara från { $from } till { $to }.
result-open-so-far = Det går att svara från { $from } till { $to }.
result-mode-secret = Svaren är hemliga: Ingen kan se vem som har svarat vad.
result-mode-coordinator = Bara samordnarna kan se vem som har svarat vad.
result-mode-named = Svaren är lämnade med namn.
result-several = Det gick att välja flera svar.
result-several-so-far = Det går att välja flera svar.
result-no-percent = Under 20 svar visar vi antal och inte procent.
result-rule-few = Färre än fem har svarat. Då visar vi bara hur många.
result-rule-hidden = Fördelningen visas inte, eftersom den kunde röja vad enskilda har svarat.
result-rule-merged = Svar som bara en eller två har valt är sammanslagna med andra.
result-rule-nearly-all = ”Nästan alla” kan också vara alla. Då visar vi inga tal.
result-rule-network = För några nätverk visar vi bara hur många som har svarat, så att ingen kan kännas igen.
result-rule-new = Talen är från när { $of } hade svarat. Sedan dess har för lite ändrats för att nya tal ska kunna visas.
result-self-declared-school = { $count ->
    [one] Ett av svaren har lämnats på svarssidan, med egenuppgiven skola.
   *[other] { $count } av svaren har lämnats på svarssidan, med egenuppgiven skola.
}
result-self-declared-person = { $count ->
    [one] Ett av svaren har lämnats på svarssidan, utan inloggning.
   *[other] { $count } av svaren har lämnats på svarssidan, utan inloggning.
}
result-nobody-answered = Ingen svarade.
result-key-lost = Svaren kan inte räknas: Nyckeln till den här hemliga frågan gick förlorad innan den stängdes. Säg till IT, loggen säger mer. Ska den besvaras måste den ställas på nytt.

# A question that is still open
nudge-title = { $count ->
    [one] En snabbfråga är fortfarande öppen
   *[other] { $count } snabbfrågor är fortfarande öppna
}
nudge-schools-of = { $asked ->
    [one] { $answered } av { $asked } skola har svarat.
   *[other] { $answered } av { $asked } skolor har svarat.
}
nudge-schools = { $answered ->
    [0] Ingen har svarat ännu.
    [one] En skola har svarat.
   *[other] { $answered } skolor har svarat.
}
nudge-people = { $answered ->
    [0] Ingen har svarat ännu.
   *[other] { $answered } har svarat.
}
nudge-open-until = Det går att svara till { $due }.
nudge-done = Har ni svarat behöver ni inte göra något.

## Kommandon

help-title = Hej! Det här kan du skriva till mig
help-summary = Det här kan du skriva till Skolebud.
help-lead = Du kan skriva på ditt eget språk. Här är exempel:
help-for-coordinators = För samordnare
help-before-it-is-said = Innan något sägs till många ser du exakt vad som kommer att sägas och bekräftar det. Lägg till --provkör så visas det bara.
help-note = Det är inte så noga med stora och små bokstäver, citattecken och mellanslag. Du kan fråga om ett kommando: hjälp svara.
help-where = I Slack får du svar när du skriver ”/skolebud” framför. Nämner du mig där, eller skriver i en tråd, läser jag det utan att svara. I Teams nämner du @Skolebud.
help-next-example = nästa
help-next = när nästa träff är och vad ni kan förbereda
help-mine-example = mina
help-mine = det som väntar på svar från dig
help-answer-example = svara 2
help-answer = svara på den senaste frågan med nummer eller med egna ord
help-school-example = skola Vollen
help-school = vilken skola du leder, så att svaren hamnar rätt
help-help-example = hjälp
help-help = den här hjälpen
help-announce-example = meddela ”Kom ihåg att läsa sidorna 38–45” till grupp-1 i morgon kl. 08.30
help-announce = säg något till nätverk, nu eller senare
help-ask-example = fråga ”Kommer ni på fredag?” ja, nej, vet inte till grupp-1
help-ask = ställ en snabbfråga, eller en av programmets: fråga uppdrag
help-results-example = resultat uppdrag
help-results = det som har svarats på en fråga
help-missing-example = saknas uppdrag
help-missing = hur många som inte har svarat ännu
help-nudge-example = påminn uppdrag
help-nudge = påminn dem som inte har svarat
help-close-example = stäng uppdrag
help-close = avsluta en fråga och visa resultatet i kanalen
help-status-example = status
help-status = hur läget är och vad som kommer
help-preview-example = förhandsvisa
help-preview = det som sägs härnäst, så som det kommer att se ut
help-move-example = flytta träff 2 till 6 november kl. 08.30–13.00 plats Festsalen
help-move = ge en träff ny dag, tid eller plats, och meddela dem som har fått veta något annat
help-cancel-example = ställ in träff 2
help-cancel = ställ in en träff och meddela dem som har hört om den
help-pause-example = pausa grupp-1
help-pause = vänta med allt som skulle sägas
help-resume-example = fortsätt grupp-1
help-resume = sätt i gång igen
help-coordinators-example = samordnare lägg till @kollega för grupp-1
help-coordinators = visa, lägg till eller ta bort samordnare
help-confirm-example = bekräfta K7PM
help-confirm = gör det du just fick se

## Fel i ett kommando

mistake-did-you-mean = Menade du ”{ $word }”?
mistake-example = Prova så här: { $example }
mistake-not-understood = Jag förstod inte ”{ $written }”.
mistake-no-such-day = Dagen ”{ $written }” finns inte.
mistake-not-a-time = ”{ $written }” är inte en dag eller ett klockslag som jag känner till.
mistake-wrong-weekday = { $day } är en { $own }. Vilken dag menade du?
mistake-ends-before-it-starts = Slutet måste komma efter starten.
mistake-one-choice = En fråga med svarsalternativ behöver minst två. Skilj dem åt med kommatecken.
mistake-question-unclear = Jag ser inte var frågan slutar. Sätt den inom citattecken.
mistake-no-text = Vad ska jag säga? Sätt texten inom citattecken.
mistake-no-question = Vilken fråga gäller det?
mistake-no-answer = Vad vill du svara?
mistake-no-session = Vilken träff gäller det?
mistake-no-change = Vad är nytt: dagen, tiden eller platsen?
mistake-no-date = Vilken dag gäller det?
mistake-no-time = När ska det vara?
mistake-no-place = Var ska det vara?
mistake-no-networks = Vilket nätverk gäller det?
mistake-no-person = Vem gäller det? Nämn personen med @.
mistake-no-code = Vilken kod? Den står i meddelandet som du ska bekräfta.
mistake-no-school = Vilken skola leder du?

# What commands do.
desk-no-coordinator = Det är samordnaren som gör det
desk-no-coordinator-note = Hör av dig till nätverkets samordnare, så ordnar ni det tillsammans. Skriv ”hjälp” för att se vad du kan göra här.
desk-dry-run = Det här är bara en provkörning: inget är sagt eller ändrat.
desk-confirm = Stämmer det? Bekräfta inom en kvart: tryck på knappen eller skriv ”bekräfta { $code }”.
desk-confirm-yes = Ja, gör det
desk-confirm-no = Nej, låt bli
desk-no-draft = Det finns inget att bekräfta
desk-no-draft-note = Ett utkast väntar i en kvart. Skriv kommandot en gång till, så får du se texten på nytt.
desk-discarded = Utkastet är kastat
desk-discarded-note = Inget är sagt eller ändrat.
desk-said-now = I { $channels }, genast
desk-said-at = I { $channels }, { $date } kl. { $time }

# What the words of a command mean.
desk-session = Träff { $number }
desk-which-network = Vilket nätverk menar du?
desk-which-network-note = Skriv namnet i kommandot, till exempel ”nätverk grupp-1”, eller ”till alla” för alla dina.
desk-no-network = Jag känner inte till nätverket ”{ $written }”
desk-not-yours = Du samordnar inte { $network }
desk-not-yours-note = Hör av dig till den som samordnar nätverket, eller be om att bli tillagd.
desk-no-networks = Det finns inget nätverk här än
desk-no-networks-note = Programmet måste läggas in först. Det gör den som driftar Skolebud.
desk-unknown-session = { $network } har ingen träff ”{ $written }”
desk-unknown-session-note = Skriv numret eller datumet.
desk-which-question = Vilken fråga menar du?
desk-which-question-note = Skriv frågans namn eller några ord ur den.
desk-unknown-question = Jag hittar inte frågan ”{ $written }”
desk-no-question = Det finns ingen fråga att visa
desk-no-question-note = Skriv ”hjälp fråga” för att se hur du ställer en.
desk-no-post = Det är inget som väntar på att bli sagt
desk-no-post-note = Nya meddelanden kommer när programmet har fler träffar, eller när du meddelar något.
desk-unknown-post = Jag hittar inte meddelandet ”{ $written }”
desk-unknown-post-note = Skriv leveransens nummer, eller bara ”förhandsvisa” för att se nästa.

# What lies before, and what waits
next-title = Nästa träffar
next-title-days = { $days ->
    [0] Nästa träff är i dag
    [1] Nästa träff är i morgon
   *[other] Nästa träff är om { $days } dagar
}
next-title-none = Inga fler träffar i programmet
next-none = Det blir inga fler träffar. Tack för allt arbete, och lycka till med det ni har satt i gång!
next-lead = Här är det viktigaste om träff { $number }:
next-cancelled = Träff { $number } { $date } är inställd.
next-prepare = Det här kan ni förbereda:
next-share = Var beredda att dela med er:
next-nothing-to-prepare = Ni behöver inte förbereda något.
mine-title = Det här väntar på dig
mine-title-none = Inget väntar på dig
mine-none = Du är i kapp. Skriv ”nästa” för att se när nästa träff är.
mine-questions = Frågor du inte har svarat på
mine-question = { $text } Sista svarstid { $due }.
mine-answer-there = Svara där frågorna ställdes.
mine-replies = Din skola har inte svarat på
mine-reply = { $what }. Skriv gärna kort i tråden senast { $due }.
mine-prepare = Förbered till träff { $number }, { $when }
desk-which-school-note = Välj din skola här, eller skriv ”skola” och namnet på den.
desk-no-programme = Det finns inget program inlagt än
desk-no-programme-note = Samordnaren eller IT lägger in det. Försök igen senare.

# Announcing, moving, and who coordinates.
desk-announce = Detta sägs till { $networks }
desk-announced = Det är på väg till { $networks }
desk-announce-planned = Det ligger klart för { $networks }
desk-quiet = Då är det tyst tid. Det sägs { $when }.
desk-passed = Den tidpunkten har passerat
desk-passed-note = Välj en tidpunkt som kommer, eller utelämna den för att säga det nu.
desk-no-opening = Det finns ingen öppen tid att säga det på
desk-no-opening-note = Allt inom ett år är tyst tid eller lov. Se över tiderna i programmet.
desk-long = Texten är för lång
desk-long-note = Håll den under 10 000 tecken; folk läser helst några få rader.
desk-no-channel = Ingen kanal når de nätverken
desk-no-channel-note = Den som driftar Skolebud måste lägga in en kanal i inställningarna först.
desk-unheard = Ingen kanal når { $networks }: där hör ingen detta.
desk-is-paused = { $network } är pausat. Inget sägs där förrän du skriver ”fortsätt”.
desk-move = { $session } för { $network } flyttas till { $when }
desk-moved = { $session } för { $network } är flyttad till { $when }
desk-room = { $session } för { $network } får ny lokal: { $when }
desk-roomed = { $session } för { $network } har fått ny lokal: { $when }
desk-cancel = { $session } för { $network } ställs in: { $when }
desk-cancelled = { $session } för { $network } är inställd: { $when }
desk-cancelled-already = { $session } för { $network } är redan inställd: { $when }
desk-so-already = Så är det redan: { $session } för { $network } är { $when }
desk-held-after-all = Den var inställd och hålls ändå.
desk-nobody-was-told = Ingen har fått veta något annat, så inget sägs nu.
desk-along = Följer med: ”{ $what }” { $when }
desk-not-said = Sägs inte: ”{ $what }” { $when }
desk-more = … och { $count } till.
desk-warn-past = Obs: { $date } har varit.
desk-warn-weekend = Obs: { $date } är på helgen.
desk-warn-holiday = Obs: { $date } är en helgdag eller ledig dag.
desk-warn-break = Obs: { $date } är i perioden ”{ $name }”.
desk-warn-outside = Obs: { $date } är utanför programmets tid.
desk-warn-clash = Obs: { $session } är också { $date }.
desk-preview = Så här sägs det { $when }
desk-preview-over = Det väntar inte längre: det är sagt, eller så sägs det inte.
desk-preview-no-channel = Ingen kanal når dem som ska höra detta.
desk-status = Så här står det till
desk-status-nothing = Inget väntar på att bli sagt.
desk-status-open = Öppna frågor
desk-status-question = { $question }: { $answered } har svarat, stänger { $closes }
desk-status-unsaid = Inte sagt de senaste två veckorna
desk-coordinators = Samordnare
desk-coordinator = { $person }: { $whom }
desk-coordinator-settled = { $person }: { $whom } (i inställningarna)
desk-coordinators-none = Ingen har lagts till än.
desk-coordinators-note = Vi visar användarnumret; namn sparas inte.
desk-add = { $person } blir samordnare för { $whom }
desk-added = { $person } är nu samordnare för { $whom }
desk-remove = { $person } ska inte längre vara samordnare för { $whom }
desk-removed = { $person } är inte längre samordnare för { $whom }
desk-settled = { $person } står i inställningarna
desk-settled-note = Bara den som driftar Skolebud kan ändra det där.
desk-no-such-coordinator = { $person } kan inte tas bort där
desk-no-such-coordinator-note = Personen samordnar inte det nätverket. Skriv ”samordnare” för att se vem som gör det.
desk-coordinates-all-note = Personen samordnar hela programmet. Den som själv gör det kan skriva ”för alla”.
desk-last = Du är den sista samordnaren
desk-last-note = Lägg till någon annan först, så att nätverket inte står utan.
desk-whom = Jag ser inte vem du menar
desk-whom-note = Nämn personen med @ i ett Slack-kommando och välj namnet i listan. I Teams får jag inte veta vem som nämns: be den som driftar Skolebud att lägga in personen i inställningarna.
desk-whom-terminal-note = Skriv hela namnet som i inställningarna, inom citattecken: ”slack/T024BE7LD/U2147483697”.

# At the terminal.
terminal-ask = Ska detta göras? [j/N]
terminal-yes-needed = Det här måste bekräftas. Lägg till --ja för att göra det, eller --prova för att bara se det.
terminal-otherwise = Nu skulle något annat sägas än det du såg. Skriv kommandot en gång till.
terminal-help = ”skolebud hjälp” visar kommandona, ”skolebud --help” allt annat.
# Questions and pauses by command
desk-ask = Frågan ställs till { $networks }
desk-asked = Frågan är ställd till { $networks }
desk-ask-named = I kommandon heter frågan ”{ $name }”.
desk-ask-not = Frågan kan inte ställas
desk-ask-nowhere = Det finns ingen kanal för { $networks } där den kan besvaras. Be IT att öppna för svar i chatten.
desk-ask-paused = { $networks } är pausad. Skriv ”fortsätt” först.
desk-ask-open-already = Den är redan öppen för { $networks }. Stäng den först, eller påminn om den.
desk-ask-elsewhere = Den frågan är inte för de här nätverken.
desk-ask-one-programme = Nätverken hör till olika program. Ställ frågan i ett program i taget.
desk-ask-no-time = Kalendern har ingen tid då den kan ställas och besvaras.
desk-ask-unknown = Programmet har ingen fråga som heter ”{ $written }”
desk-ask-unknown-note = Skriv namnet på någon av dessa, eller sätt din egen fråga inom citattecken.
desk-ask-too-many-options = Fler än tio svarsalternativ är för många att välja bland i en chatt. Behåll de tio viktigaste.
desk-ask-long-option = Ett svarsalternativ är för långt för en knapp. Korta det till 75 tecken.
desk-ask-options-alike = Två av svarsalternativen är lika.
desk-answered = { $count ->
    [0] Ingen har svarat än.
   *[other] { $count } har svarat.
}
desk-answered-of = { $count } av { $of } skolor har svarat.
desk-close = Frågan stängs nu: { $text }
desk-closed = Frågan är stängd: { $text }
desk-close-not-all = Den frågan gäller också andra nätverk
desk-close-not-all-note = Bara den som samordnar alla nätverk som har fått frågan kan stänga den. Annars stängs den av sig själv när svarstiden är ute.
desk-close-few = Färre än fem har svarat. Då sägs bara hur många.
desk-close-nothing-said = Inget resultat sägs i kanalen.
desk-close-to-coordinators = Resultatet sägs bara till samordnarna.
desk-close-result = Resultatet sägs i { $channels }, enligt reglerna för små grupper.
desk-missing = Det här saknas
desk-missing-none = Inget saknas
desk-missing-none-note = Inga frågor är öppna, och inga svar är efterfrågade.
desk-missing-due = Sista svarstid { $due }.
desk-missing-names = Saknas: { $names }.
desk-missing-names-elsewhere = Här kan alla läsa svaret, så skolorna nämns inte. Fråga där bara du ser svaret.
desk-pause = { $networks } pausas
desk-paused = { $networks } är pausad
desk-paused-already = { $networks } är redan pausad
desk-not-paused = { $networks } är inte pausad
desk-pause-waits = { $count ->
    [one] Ett inlägg väntar: { $posts }.
   *[other] { $count } inlägg väntar, först: { $posts }.
}
desk-pause-questions = Öppna frågor kan fortfarande besvaras, och svarstiden löper.
desk-pause-until = Inget sägs där förrän du skriver ”fortsätt”. Det som hinner bli inaktuellt under tiden sägs inte alls.
desk-resume = { $networks } sätts i gång igen
desk-resumed = { $networks } är i gång igen
desk-resume-comes = { $count ->
    [one] Det här kommer nu, eller när den tysta tiden är slut: { $posts }.
   *[other] { $count } inlägg kommer nu, eller när den tysta tiden är slut: { $posts }.
}
desk-resume-nothing = Inget har väntat som fortfarande är till nytta.
desk-results-elsewhere = Det resultatet är bara för samordnarna
desk-results-elsewhere-note = Här kan alla läsa svaret. Fråga där bara du ser det.
desk-results-own-words-elsewhere = Här kan alla läsa svaret, så det som folk har skrivit visas inte. Fråga där bara du ser det.
desk-results-none = Det finns inget resultat att visa
desk-results-none-note = Svaren kan inte räknas. Loggen säger mer; be IT att titta på det.
desk-results-later = Resultatet kommer när frågan stängs, { $due }.
desk-nudge = En påminnelse skickas om frågan: { $text }
desk-nudged = En påminnelse är på väg om frågan: { $text }
desk-nudge-not = Ingen påminnelse skickas nu
desk-nudge-not-by-itself = Programmet påminner inte om den här frågan av sig självt. Du kan göra det ändå.
desk-nudge-all-answered = Alla skolor har svarat.
desk-nudge-nowhere = Det finns ingen kanal där frågan kan besvaras.
desk-nudge-paused = Nätverket är pausat. Skriv ”fortsätt” först.
desk-nudge-too-late = Frågan stängs innan vi kan säga något igen.
desk-nudge-enough = Två påminnelser har skickats, och fler blir det inte.
desk-nudge-today = Nätverket har fått en påminnelse om en fråga i dag. Tidigast i morgon kan nästa skickas.
desk-lead = { $person } noteras som ledare för { $school }
desk-led = { $person } är noterad som ledare för { $school }
desk-lead-note = Hemliga svar och svar på frågor som har stängts står kvar som de är.
desk-lead-elsewhere = { $person } står som ledare för { $school } i { $network }
desk-lead-elsewhere-note = Det nätverket samordnar inte du. Den som samordnar båda kan flytta ledaren, eller den som driftar Skolebud.
desk-lead-replies = { $count ->
    [one] Ett meddelande som { $person } har skrivit flyttas till { $school }.
   *[other] { $count } meddelanden som { $person } har skrivit flyttas till { $school }.
}
desk-lead-answers = { $count ->
    [one] Ett svar på en öppen fråga flyttas till { $school }.
   *[other] Svar på { $count } öppna frågor flyttas till { $school }.
}
desk-lead-gives-way = { $count ->
    [one] På en öppen fråga har { $school } själv svarat senare, och det svaret gäller.
   *[other] På { $count } öppna frågor har { $school } själv svarat senare, och de svaren gäller.
}
desk-no-school = Vi hittar ingen skola som heter ”{ $written }”
desk-no-school-note = Skriv namnet så som det står här.
