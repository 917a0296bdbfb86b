### All that Skolebud says in English. Keys and values are the same in every language.
### The reader is a leadership team. Short, warm and concrete.

## About a session

session-is = Session { $number } is { $when }, { $place }.
session-is-without-room = Session { $number } is { $when }. The room is not settled yet.
place-unknown = The room is not settled yet
fact-when = When
fact-where = Where
fact-title = Session
fact-network = Network
fact-registration = Registration
fact-contact = Contact
fact-next = Next session
fact-new-time = New time
fact-concerns = Planned for
next-session = Session { $number }, { $when }
answer-in-thread = Feel free to answer in the thread. One sentence is enough.
answer-in-thread-by = Feel free to answer briefly in the thread by { $due }, so that the other schools can read it beforehand.
not-about-people = Please don’t write about individual pupils or named colleagues.

## Preparation

preparation-title = Preparing for session { $number }
preparation-lead = Session { $number } is coming up. Please do this in your leadership team before we meet:
preparation-summary = { $session } Here is what you can prepare.
reading-whole = Read { $title }{ $source }.
reading-pages = Read { $pages } of { $title }{ $source }.
reading-figure = Study the figure on page { $figure } of { $title }{ $source }.
reading-pages-and-figure = Read { $pages } and study the figure on page { $figure } of { $title }{ $source }.
reading-page = page { $page }
reading-page-range = pages { $first }–{ $last }
reading-minutes = Set aside about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}.
link-reading = Open “{ $title }”

## Sharing

sharing-title = Be ready to share at session { $number }
sharing-summary = { $session } Be ready to share your experience.
sharing-lead = At session { $number } we share experience across schools. Talk these through in your leadership team first:
sharing-themes = Themes of the intermediate work

## Reminder

reminder-title = Session { $number } is on { $date }
reminder-title-near = Session { $number } is { $near }
reminder-summary = Reminder: { $session }
reminder-lead = Welcome to session { $number }!
reminder-bring-work = Bring your intermediate work.
reminder-bring-preparation = Bring what you have prepared.
agenda = Programme

## Closing

closing-title = What are you taking with you?
closing-summary = Session { $number }: What are you taking with you? Feel free to answer in the thread.
closing-lead-before-end = Session { $number } is drawing to a close. Spend one minute on this in your leadership team:
closing-lead = Thank you for session { $number }! Spend one minute on this in your leadership team:
closing-what-you-take = What is the most important thing you are taking with you?
closing-first-step = What is the first thing you will try at your own school?

## Work between sessions

work-title = Intermediate work towards session { $number }
work-title-last = Intermediate work after session { $number }
work-summary = Intermediate work towards session { $number }, { $when }.
work-summary-last = Intermediate work after session { $number }.
work-lead = Thank you for session { $number }. The work now goes on at your own school. Let it build on what you are already doing.
work-one-theme = Theme
work-themes = Choose one of the themes
work-questions = Questions to work with
work-answers = Feel free to write briefly in the thread what you have found, by { $due }.
work-share = At session { $number } we share what you have found.

## Along the way

touchpoint-title = On the way to session { $number }
touchpoint-summary = On the way to session { $number }: How is it going at your school?
touchpoint-lead = How is it going at your school? Take five minutes in your leadership team if you can: What have you tried so far, and what do you wonder about?
touchpoint-questions = The questions you are working with

## Registration

registration-title = Register for session { $number }
registration-summary = Please register for session { $number } in { $system }.
registration-summary-by = Please register for session { $number } in { $system }. Deadline: { $day }.
registration-lead = Registration is in { $system }.
registration-lead-by = Registration is in { $system }. Deadline: { $day }.
registration-fact-by = { $system }, deadline { $day }
link-register = Register

## Questions

question-title = { $count ->
    [one] A quick question for you
   *[other] { $count } quick questions for you
}
question-title-session = { $count ->
    [one] A quick question after session { $number }
   *[other] { $count } quick questions after session { $number }
}
question-summary = { $title }: { $text }
question-answer-by = Answer by { $due }.
question-number = Question { $number } of { $count }
question-about = By that we mean:
question-choose-many = Choose one or more.
question-own-words = Answer in your own words. One or two sentences are enough.
question-mode-secret = Secret answer: Nobody, not even the coordinator, can see what you answered. We only see that you have answered.
question-mode-secret-school = Secret answer: Nobody, not even the coordinator, can see what your school answered. We only see that the school has answered.
question-mode-coordinator = Coordinator only: The coordinator can see what you answered, and nobody else.
question-mode-coordinator-school = Coordinator only: The coordinator can see what your school answered, and nobody else.
question-mode-named = Named: Everyone who gets the question can see what you answered.
question-mode-named-school = Named: Everyone who gets the question can see what your school answered.
question-final = The answer is kept with no link to who gave it, so it cannot be changed once it is given.
question-change = An answer can be changed until the deadline.
question-respondent-person = Each leader answers for themselves.
question-respondent-school = Each school gives one answer, and anyone in the leadership team can give it.
question-results-closing = The result comes here after the deadline.
question-results-live = The result is shown here as answers come in.
question-results-coordinators = Only the coordinator gets to see the result.
question-minutes = { $minutes ->
    [one] about one minute
   *[other] about { $minutes } minutes
}
question-voluntary = Answering is voluntary.
question-page = Answer here
question-page-too = Or answer on a web page
question-mention = If you write @Skolebud and a number here, that is an answer. Everyone in the channel sees what you write.
fact-deadline = Deadline
fact-takes = Takes

## The coordinators’ and the programme’s own words

announcement-title = From the coordinators
prompt-title = To everyone in the network
prompt-title-session = For session { $number }

## Changes

moved-title = Session { $number } has moved
moved-summary = Moved: { $moved } { $room }
moved-to-other-day = Session { $number } has moved from { $old } to { $new }.
moved-title-same-day = New time for session { $number }
moved-summary-same-day = New time: { $moved } { $room }
moved-on-same-day = Session { $number } has moved from { $old } to { $new } on the same day, { $date }.
moved-title-held = Change to session { $number }
moved-summary-held = Change: { $moved } { $room }
moved-held = Session { $number } will be held on { $date }, { $new }.
moved-room = Place: { $place }.
moved-room-unknown = The room is not settled.
moved-lead = Please note the time at once, and tell the rest of your leadership team.
room-changed-title = The place of session { $number } has changed
room-changed = New place for session { $number } on { $date }: { $new } (not { $old }).
room-changed-unknown = { $old } no longer applies to session { $number } on { $date }. A new room is not settled yet.
room-changed-same-time = The time is the same.
cancelled-title = Session { $number } is cancelled
cancelled-summary = Cancelled: Session { $number } on { $date } is cancelled. A new time will follow.
cancelled-lead = The session will not be held as planned. A new time will follow.

## To the coordinators

room-missing-title = Session { $number } has no room
room-missing-summary = Session { $number } ({ $network }), { $when }, has no room.
room-missing-lead = Until there is a room, participants are told that it is not settled yet. This is how to set it:
room-missing-place = The room
trouble-title = { $count ->
    [one] One post did not arrive as it should
   *[other] { $count } posts did not arrive as they should
}
trouble-summary = { $title }: { $first }
trouble-what = { $kind }, session { $number } ({ $network })
trouble-to = to { $channel }
trouble-more = { $count ->
    [one] There is one more.
   *[other] There are { $count } more.
} See all that was not said: { $command }
trouble-missed = It did not arrive while it was of use. If it is still needed, send it now: { $command }
trouble-unknown = We don’t know whether it arrived. Look in the channel. If it is not there, send it again: { $command }
trouble-retry = Send it again when that is fixed: { $command }
trouble-reason-archived = The channel is archived ({ $reason }). Open it again, or ask IT to change to another channel.
trouble-reason-no-channel = The channel no longer exists, or we cannot see it ({ $reason }). Ask IT to make a webhook for a channel that exists and put it in the settings.
trouble-reason-no-webhook = The webhook has been removed or switched off ({ $reason }). Ask IT to make a new one and put it in the settings.
trouble-reason-not-accepted = The webhook is no longer accepted ({ $reason }). Ask IT to make a new one and put it in the settings.
trouble-reason-prohibited = An administrator has blocked such posts ({ $reason }). Ask IT to allow them.
trouble-reason-general = Only a few may write in the general channel ({ $reason }). Use another channel, or ask IT to let us in.
trouble-reason-settings = The channel is missing from the settings, or its address cannot be used ({ $reason }). Ask IT to correct it.
trouble-reason-not-reached = We could not reach the platform ({ $reason }). Ask IT to check the network.
trouble-reason-no-answer = We got no clear answer ({ $reason }).
trouble-reason-platform = The platform had an error or too much to do ({ $reason }).
trouble-reason-other = Something went wrong ({ $reason }). Ask IT to look into it.
trouble-reason-none = We were not told why. Ask IT to look in the log.
kind-preparation = Preparation
kind-sharing = Sharing
kind-reminder = Reminder
kind-closing = Closing
kind-intermediate-work = Intermediate work
kind-touchpoint = Along the way
kind-registration = Registration
kind-room-missing = Room missing
kind-prompt = The programme’s own words
kind-question = Quick question
kind-nudge = Reminder of a question
kind-result = Result
kind-announcement = Announcement
kind-moved = Moved
kind-room-changed = New place
kind-cancelled = Cancelled
kind-trouble = Error report
kind-hello = Test post
hello-title = Hello from Skolebud!
hello-summary = Hello from Skolebud! The connection to { $channel } works.
hello-lead = This is a test post to { $channel }. If you can see it, the connection works. You don’t need to do anything.

## The page with the built-in chat

page-title = Skolebud
page-skip = Skip to the posts
page-posts-in = Posts in { $channel }
page-new-post = New post: { $title }
page-unseen = { $count ->
    [one] one new post
   *[other] { $count } new posts
}
page-schools = { $count ->
    [one] The leaders of one school
   *[other] The leaders of { $count } schools
}
page-empty-hint = Press “{ $next }”, or let the clock run.
page-sessions = Sessions
page-older = Show older posts
page-newest = To the newest posts
page-stuck = Something due now was not sent. The log says why.
page-speed-hour-short = 1 hour/s
page-speed-day-short = 1 day/s
page-speed-week-short = 1 week/s
page-agenda-time = Time
page-agenda-what = What
page-sandbox-lead = This is Skolebud’s built-in chat. Nothing here leaves this machine.
page-channels = Channels
page-coordinators = The coordinators
page-language = Language
page-clock-label = The clock in the demo
page-next-post = Next post
page-play = Play
page-pause = Pause
page-speed-hour = One hour a second
page-speed-day = One day a second
page-speed-week = One week a second
page-jump = Jump
page-jump-date = Jump to date
page-coming = Coming up
page-end-of-year = No more posts
page-empty-channel = Nothing has been said here yet.
page-no-javascript = The page works without JavaScript too. Reload it to see new posts.

# Who the viewer is, and what they say
page-you-are = You are here as
page-you-change = Change
page-leader = Leader at { $school }
page-coordinator = Coordinator
page-write = Write to Skolebud
page-write-hint = Write a reply, or “help”
page-send = Send
page-only-you = Only you can see this
page-options = Answers
page-have-answered = { $count ->
    [one] One has answered
   *[other] { $count } have answered
}
page-noted = { $who } has answered
page-given = { $who } has answered and can change the answer
page-your-choice = your answer
page-closed = The question has closed
page-new-line = { $who } wrote: { $text }
page-simulated = simulated
page-simulated-lead = The leaders here are simulated: Skolebud made up their answers. The schools of the programme did not write them.
page-simulated-result = Answers from simulated leaders

## The answer page

page-form-who-sees = Who sees the answer
page-form-seen-secret = { question-mode-secret } You give neither name nor school.
page-form-seen-secret-school = { question-mode-secret-school }
page-form-seen-coordinator = The coordinator can see what you answer, and nobody else.
page-form-seen-coordinator-school = The coordinator can see what the school answers, and nobody else.
page-form-seen-named = Everyone who gets the question can see what you answer.
page-form-seen-named-school = Everyone who gets the question can see what the school answers.
page-form-afterwards = Afterwards
page-form-final = The answer is kept with no link to who gave it, so it cannot be changed once it is sent.
page-form-can-change = The answer can be changed until the deadline.
page-form-results-closing = The result comes in the channel after the deadline.
page-form-results-live = The result is shown in the channel as answers come in.
page-form-your-answer = Your answer
page-form-schools-answer = The school’s answer
page-form-choose-one = Choose one.
page-form-who = Who is answering?
page-form-self-declared = You say this yourself. We do not check it, and it is kept as stated by the one who answered.
page-form-school = The school you lead
page-form-choose-school = Choose a school
page-form-no-schools = No school is listed for this question. Please tell the coordinator.
page-form-name = Your name
page-form-name-hint = Write it the same way each time, and you can change your answer later.
page-form-cookie = When you send, the page puts a cookie in the browser, only to keep one browser from answering twice. It does not say who you are, and goes away some days after the deadline.
page-form-no-cookie = This page uses no cookies.
page-form-error-title = Your answer has not been sent yet
page-form-error-before = Error: { $title }
page-form-error-choose-one = Choose one of the answers.
page-form-error-choose-several = Choose at least one of the answers.
page-form-error-unknown = That answer is not in the question. Choose among those shown here.
page-form-error-text = Write an answer.
page-form-error-text-long = The answer is too long. It may have { $most } characters, and now it has { $count }.
page-form-error-school = Choose the school you lead.
page-form-error-name = Write your name.
page-form-error-name-long = The name is too long. It may have { $most } characters, and now it has { $count }.
page-form-error-foreign = The form did not belong to this page, so nothing was noted. Answer here, and send again.
page-form-error-expired = The page has been open for more than a day. Look through your answer, and send it once more.
page-form-error-busy = Many are answering just now, and your answer did not get through. Wait a little, and send it once more.
page-form-kept = This is noted
page-form-question = Question
page-form-kept-answer = Answer
page-form-kept-school = School
page-form-kept-name = Name
page-form-change = Change the answer
page-form-next = Next question
page-form-last = That was the last question.
page-form-may-close = You can close this page now.
page-form-unknown-title = This link does not work
page-form-unknown = It may be old, or have lost some characters on the way. Open it once more from the message in the channel. If it still does not work, tell the network’s coordinator.
page-form-early-title = The question has not opened yet
page-form-early = It can be answered from { $opens } to { $closes }. Open the link again then.
page-form-closed-title = The question has closed
page-form-closed = The deadline was { $due }. Answers can no longer be given or changed. If you wonder about something, ask the network’s coordinator.
page-form-closed-early = The coordinator has closed it. Answers can no longer be given or changed.
page-form-withdrawn-title = The question was withdrawn
page-form-withdrawn = It is not to be answered any more. If you wonder why, ask the network’s coordinator.
page-form-already-title = You have answered already
page-form-already = An answer has been sent from this browser. It is secret and cannot be changed. If you share the computer with someone, they can answer from their own.
page-form-trouble-title = Something went wrong on our side
page-form-trouble = If you are not sure that your answer arrived, open the link again in a while and send it once more.

# Said to whoever answers
answer-thanks = Thank you, your answer is noted
answer-final = The answer is secret and cannot be changed.
answer-can-change = You can change it until the question closes.
answer-changed = Thank you, your answer is changed
answer-final-already = You have answered already. A secret answer cannot be changed.
answer-older = A newer answer stands already; this one changed nothing.
answer-closed = The question has closed. Answers can no longer be given or changed.
answer-withdrawn = This question has been withdrawn, so there is no need to answer. Thank you for wanting to.
answer-not-understood = We do not know that answer. Choose one of the options in the question.
answer-unavailable = Something is wrong on our side, and your answer was not noted. Please try again in a while.
answer-which-school = Which school do you lead?
answer-which-school-note = Choose your school and we will remember it. Then answer the question once more.
answer-school-kept = Thank you. We have noted that you lead { $school }.
answer-now-again = Now you can answer the question.
answer-nothing = There was nothing here to answer.

## Answers in one's own words

written-thanks = Thank you. Your answer { $answer } has been noted.
written-changed = Thank you. Your answer has been changed to { $answer }.
written-quoted = “{ $text }”
written-question = The question was: { $question }
written-next = Next question
written-how = Answer with a number, for example: { $example }
written-own-words = Answer in your own words: { $example } …
written-which-option = Which answer do you mean?
written-which-question = You have answered them all. Which answer would you like to change?
written-name-it = Write the name of the question before the answer, for example: { $example }
written-in-the-open = This question cannot be answered here, where everyone reads along.
written-in-the-open-note = The answers are secret. What you wrote has not been noted.
written-in-the-open-link = Answer here instead
written-none-open = No question is open here now.
reply-thanks = Thank you! What you wrote has been kept.
reply-prompt = It stands as a reply to “{ $prompt }”. You can add to it or correct it until { $until }.
reply-unplaced = We do not know yet which network you are in. Say which school you lead, and it will get to the right place.
reply-which-school = Which school do you lead? Then the reply stands under the right school.
reply-late = The time for replying to “{ $prompt }” has passed.
reply-late-note = What you wrote has not been noted. Please bring it to the session.
reply-too-long = The text is too long. We can keep { $most } characters, and have noted none of it.
reply-too-long-note = Please send it as several messages.
school-how = You can also write, for example: { $example }
school-fixed = The coordinator has noted that you lead { $school }.
school-fixed-note = If that is wrong, please tell the coordinator.
school-unknown = We do not know that school.
school-did-you-mean = Did you mean { $school }?
said-help = Write { $example } to see what you can write to me.

## Questions in chat.

choices-send = Send the answer
choices-pick = Choose from the list

## Results

result-title = How the answers fell
result-title-so-far = The answers so far
result-response = { $answered } of { $asked } have answered.
result-response-of-unknown = { $answered } have answered. How many were asked is not known.
result-most = { $count } of { $of } answered “{ $answer }”.
result-most-so-far = { $count } of { $of } have answered “{ $answer }”.
result-nearly-all = Nearly all answered “{ $answer }”.
result-nearly-all-so-far = Nearly all have answered “{ $answer }”.
result-middle = The answer in the middle is “{ $answer }”.
result-few = two or fewer
result-nearly = nearly all
result-or = or
result-others = Other answers ({ $answers })
result-own-words = Answers in people’s own words
result-networks = The networks
result-open = Was open for answers from { $from } to { $to }.
result-open-so-far = Open for answers from { $from } to { $to }.
result-mode-secret = The answers are secret: nobody can see who answered what.
result-mode-coordinator = Only the coordinators can see who answered what.
result-mode-named = The answers are given by name.
result-several = More than one answer could be chosen.
result-several-so-far = More than one answer can be chosen.
result-no-percent = Below 20 answers we show numbers and no percentages.
result-rule-few = Fewer than five have answered. Then we only show how many.
result-rule-hidden = How the answers fell is not shown, because it could give away what some people answered.
result-rule-merged = Answers that only one or two people chose are put together with others.
result-rule-nearly-all = “Nearly all” may also be all. Then we show no numbers.
result-rule-network = For some networks we only show how many have answered, so that nobody can be recognised.
result-rule-new = The numbers are from when { $of } had answered. Too little has changed since to show new ones.
result-self-declared-school = { $count ->
    [one] One of the answers was given on the answer page, with a self-declared school.
   *[other] { $count } of the answers were given on the answer page, with a self-declared school.
}
result-self-declared-person = { $count ->
    [one] One of the answers was given on the answer page, without signing in.
   *[other] { $count } of the answers were given on the answer page, without signing in.
}
result-nobody-answered = Nobody answered.
result-key-lost = The answers cannot be counted: the key of this secret question was lost before it closed. Tell IT, the log says more. If it is to be answered, it must be asked again.

# A question that is still open
nudge-title = { $count ->
    [one] A quick question is still open
   *[other] { $count } quick questions are still open
}
nudge-schools-of = { $asked ->
    [one] { $answered } of { $asked } school has answered.
   *[other] { $answered } of { $asked } schools have answered.
}
nudge-schools = { $answered ->
    [0] Nobody has answered yet.
    [one] One school has answered.
   *[other] { $answered } schools have answered.
}
nudge-people = { $answered ->
    [0] Nobody has answered yet.
    [one] One person has answered.
   *[other] { $answered } people have answered.
}
nudge-open-until = You can answer until { $due }.
nudge-done = If you have answered, there is nothing more to do.

## Commands

help-title = Hello! This is what you can type to me
help-summary = This is what you can type to Skolebud.
help-lead = You can write in your own language. Some examples:
help-for-coordinators = For coordinators
help-before-it-is-said = Before anything is said to many, you see exactly what will be said and confirm it. Add --dry-run to only see it.
help-note = Capital letters, quotation marks and spaces do not matter much. You can ask about one command: help answer.
help-where = In Slack you get an answer when you write “/skolebud” in front. If you mention me there, or write in a thread, I read it without answering. In Teams, mention @Skolebud.
help-next-example = next
help-next = when the next session is, and what you can prepare
help-mine-example = mine
help-mine = what is waiting for an answer from you
help-answer-example = answer 2
help-answer = answer the latest question by number or in your own words
help-school-example = school Vollen
help-school = which school you lead, so that answers end up in the right place
help-help-example = help
help-help = this help
help-announce-example = announce “Remember to read pages 38–45” to group-1 tomorrow 08:30
help-announce = say something to networks, now or later
help-ask-example = ask “Are you coming on Friday?” yes, no, not sure to group-1
help-ask = ask a quick question, or one of the programme’s: ask reading
help-results-example = results reading
help-results = what has been answered to a question
help-missing-example = missing reading
help-missing = how many have not answered yet
help-nudge-example = nudge reading
help-nudge = remind those who have not answered
help-close-example = close reading
help-close = close a question and show the result in the channel
help-status-example = status
help-status = how things stand, and what is coming
help-preview-example = preview
help-preview = what will be said next, as it will look
help-move-example = move session 2 to 6 November 08:30–13:00 place Festsalen
help-move = give a session a new day, time or place, and tell those who were told otherwise
help-cancel-example = cancel session 2
help-cancel = cancel a session, and tell those who have heard of it
help-pause-example = pause group-1
help-pause = hold back everything that was to be said
help-resume-example = resume group-1
help-resume = start again
help-coordinators-example = coordinators add @colleague for group-1
help-coordinators = show, add or remove coordinators
help-confirm-example = confirm K7PM
help-confirm = do what you were just shown

## Mistakes in a command

mistake-did-you-mean = Did you mean “{ $word }”?
mistake-example = Try it like this: { $example }
mistake-not-understood = I did not understand “{ $written }”.
mistake-no-such-day = There is no such day as “{ $written }”.
mistake-not-a-time = “{ $written }” is no day or time that I know.
mistake-wrong-weekday = { $day } is a { $own }. Which day did you mean?
mistake-ends-before-it-starts = The end must come after the start.
mistake-one-choice = A question with options needs at least two. Put commas between them.
mistake-question-unclear = I cannot see where the question ends. Put it in quotation marks.
mistake-no-text = What shall I say? Put the text in quotation marks.
mistake-no-question = Which question is it about?
mistake-no-answer = What do you want to answer?
mistake-no-session = Which session is it about?
mistake-no-change = What is new: the day, the time or the place?
mistake-no-date = Which day is it about?
mistake-no-time = When is it to be?
mistake-no-place = Where is it to be?
mistake-no-networks = Which network is it about?
mistake-no-person = Who is it about? Mention the person with @.
mistake-no-code = Which code? It is in the message that you are to confirm.
mistake-no-school = Which school do you lead?

# What commands do.
desk-no-coordinator = That is for the coordinator to do
desk-no-coordinator-note = Ask your network’s coordinator, and you will sort it out together. Type “help” to see what you can do here.
desk-dry-run = This was only a trial: nothing has been said or changed.
desk-confirm = Is this right? Confirm within a quarter of an hour: press the button, or type “confirm { $code }”.
desk-confirm-yes = Yes, do it
desk-confirm-no = No, leave it
desk-no-draft = There is nothing to confirm
desk-no-draft-note = A draft waits for a quarter of an hour. Type the command once more to see the text again.
desk-discarded = The draft is thrown away
desk-discarded-note = Nothing has been said or changed.
desk-said-now = In { $channels }, at once
desk-said-at = In { $channels }, { $date } at { $time }

# What the words of a command mean.
desk-session = Session { $number }
desk-which-network = Which network do you mean?
desk-which-network-note = Write its name in the command, such as “network group-1”, or “to all” for all of yours.
desk-no-network = I know no network “{ $written }”
desk-not-yours = You do not coordinate { $network }
desk-not-yours-note = Ask whoever coordinates the network, or ask to be added.
desk-no-networks = There is no network here yet
desk-no-networks-note = The programme has to be brought in first. Whoever runs Skolebud does that.
desk-unknown-session = { $network } has no session “{ $written }”
desk-unknown-session-note = Write its number or its date.
desk-which-question = Which question do you mean?
desk-which-question-note = Write its name or some words of it.
desk-unknown-question = I cannot find the question “{ $written }”
desk-no-question = There is no question to show
desk-no-question-note = Type “help ask” to see how to ask one.
desk-no-post = Nothing is waiting to be said
desk-no-post-note = New posts come when the programme has more sessions, or when you announce something.
desk-unknown-post = I cannot find the post “{ $written }”
desk-unknown-post-note = Write the number of its delivery, or just “preview” to see the next one.

# What lies before, and what waits
next-title = Next sessions
next-title-days = { $days ->
    [0] The next session is today
    [1] The next session is tomorrow
   *[other] The next session is in { $days } days
}
next-title-none = No more sessions in the programme
next-none = There are no more sessions. Thank you for your work, and good luck with what you have set going!
next-lead = What matters about session { $number }:
next-cancelled = Session { $number } on { $date } is cancelled.
next-prepare = What you can prepare:
next-share = Be ready to share:
next-nothing-to-prepare = You need not prepare anything.
mine-title = This waits for you
mine-title-none = Nothing waits for you
mine-none = You are up to date. Type “next” to see when the next session is.
mine-questions = Questions you have not answered
mine-question = { $text } Open until { $due }.
mine-answer-there = Answer where the questions were asked.
mine-replies = Your school has not replied to
mine-reply = { $what }. A short word in the thread by { $due } is welcome.
mine-prepare = Prepare for session { $number }, { $when }
desk-which-school-note = Choose your school here, or type “school” and its name.
desk-no-programme = There is no programme here yet
desk-no-programme-note = The coordinator or IT brings it in. Please try again later.

# Announcing, moving, and who coordinates.
desk-announce = This is said to { $networks }
desk-announced = It is on its way to { $networks }
desk-announce-planned = It is ready for { $networks }
desk-quiet = That is quiet time. It is said { $when }.
desk-passed = That time has passed
desk-passed-note = Choose a time to come, or leave it out to say it now.
desk-no-opening = There is no open time to say it in
desk-no-opening-note = All of the coming year is quiet time or break. Look over the hours in the programme.
desk-long = The text is too long
desk-long-note = Keep it below 10,000 characters; people prefer to read a few lines.
desk-no-channel = No channel reaches those networks
desk-no-channel-note = Whoever runs Skolebud has to name a channel in the settings first.
desk-unheard = No channel reaches { $networks }: nobody there hears this.
desk-is-paused = { $network } is paused. Nothing is said there until you type “resume”.
desk-move = { $session } of { $network } moves to { $when }
desk-moved = { $session } of { $network } is moved to { $when }
desk-room = { $session } of { $network } gets a new room: { $when }
desk-roomed = { $session } of { $network } has a new room: { $when }
desk-cancel = { $session } of { $network } is called off: { $when }
desk-cancelled = { $session } of { $network } has been called off: { $when }
desk-cancelled-already = { $session } of { $network } was called off already: { $when }
desk-so-already = It is so already: { $session } of { $network } is { $when }
desk-held-after-all = It was called off, and is held after all.
desk-nobody-was-told = Nobody has been told otherwise, so nothing is said now.
desk-along = Goes along: “{ $what }” { $when }
desk-not-said = Is not said: “{ $what }” { $when }
desk-more = … and { $count } more.
desk-warn-past = Note: { $date } is past.
desk-warn-weekend = Note: { $date } is at the weekend.
desk-warn-holiday = Note: { $date } is a public holiday.
desk-warn-break = Note: { $date } is in the period “{ $name }”.
desk-warn-outside = Note: { $date } is outside the programme’s time.
desk-warn-clash = Note: { $session } is on { $date }, too.
desk-preview = This is how it is said { $when }
desk-preview-over = It waits no longer: it has been said, or it will not be.
desk-preview-no-channel = No channel reaches those who should hear this.
desk-status = How things stand
desk-status-nothing = Nothing is waiting to be said.
desk-status-open = Open questions
desk-status-question = { $question }: { $answered } have answered, closes { $closes }
desk-status-unsaid = Not said in the last two weeks
desk-coordinators = Coordinators
desk-coordinator = { $person }: { $whom }
desk-coordinator-settled = { $person }: { $whom } (in the settings)
desk-coordinators-none = Nobody has been added yet.
desk-coordinators-note = We show the user’s number; names are not kept.
desk-add = { $person } becomes a coordinator of { $whom }
desk-added = { $person } is now a coordinator of { $whom }
desk-remove = { $person } will no longer coordinate { $whom }
desk-removed = { $person } no longer coordinates { $whom }
desk-settled = { $person } is named in the settings
desk-settled-note = Only whoever runs Skolebud can change it there.
desk-no-such-coordinator = { $person } cannot be removed there
desk-no-such-coordinator-note = They do not coordinate that network. Type “coordinators” to see who does.
desk-coordinates-all-note = They coordinate the whole programme. Whoever does so too can type “for all”.
desk-last = You are the last coordinator
desk-last-note = Add somebody else first, so that the network is not left without.
desk-whom = I cannot see whom you mean
desk-whom-note = Mention the person with @ in a Slack command and pick the name from the list. Teams does not tell me who is mentioned: ask whoever runs Skolebud to name the person in the settings.
desk-whom-terminal-note = Write the whole name as in the settings, in quotation marks: “slack/T024BE7LD/U2147483697”.

# At the terminal.
terminal-ask = Do this? [y/N]
terminal-yes-needed = This has to be confirmed. Add --yes to do it, or --dry-run only to see it.
terminal-otherwise = It would say something else by now than what you saw. Type the command once more.
terminal-help = “skolebud --help” shows every command.
# Questions and pauses by command
desk-ask = The question goes to { $networks }
desk-asked = The question is put to { $networks }
desk-ask-named = In commands the question is called “{ $name }”.
desk-ask-not = The question cannot be asked
desk-ask-nowhere = There is no channel for { $networks } in which it can be answered. Ask IT to open the chat for answers.
desk-ask-paused = { $networks } is paused. Type “resume” first.
desk-ask-open-already = It is open already for { $networks }. Close it first, or nudge.
desk-ask-elsewhere = That question is not for these networks.
desk-ask-one-programme = These networks belong to different programmes. Ask in one programme at a time.
desk-ask-no-time = The calendar has no time at which it can be asked and answered.
desk-ask-unknown = The programme has no question called “{ $written }”
desk-ask-unknown-note = Type the name of one of these, or put your own question in quotation marks.
desk-ask-too-many-options = More than ten options are too many to choose from in a chat. Keep the ten most useful.
desk-ask-long-option = An option is too long for a button. Shorten it to 75 characters.
desk-ask-options-alike = Two of the options are alike.
desk-answered = { $count ->
    [0] Nobody has answered yet.
    [one] One has answered.
   *[other] { $count } have answered.
}
desk-answered-of = { $count } of { $of } schools have answered.
desk-close = The question closes now: { $text }
desk-closed = The question has closed: { $text }
desk-close-not-all = That question is for other networks, too
desk-close-not-all-note = Only whoever coordinates all the networks that were asked can close it. Otherwise it closes by itself at its deadline.
desk-close-few = Fewer than five have answered. Only their number will be said.
desk-close-nothing-said = No result will be said in the channel.
desk-close-to-coordinators = The result will be told to the coordinators only.
desk-close-result = The result will be said in { $channels }, by the rules for small groups.
desk-missing = This is missing
desk-missing-none = Nothing is missing
desk-missing-none-note = No question is open, and no reply is asked for.
desk-missing-due = Open until { $due }.
desk-missing-names = Missing: { $names }.
desk-missing-names-elsewhere = Everyone can read this answer, so schools are not named. Ask where only you see the answer.
desk-pause = { $networks } will be paused
desk-paused = { $networks } is paused
desk-paused-already = { $networks } is paused already
desk-not-paused = { $networks } is not paused
desk-pause-waits = { $count ->
    [one] One post waits: { $posts }.
   *[other] { $count } posts wait, first: { $posts }.
}
desk-pause-questions = Open questions can still be answered, and their deadlines go on.
desk-pause-until = Nothing is said there until you type “resume”. What is no longer of use by then is dropped.
desk-resume = { $networks } will be resumed
desk-resumed = { $networks } is resumed
desk-resume-comes = { $count ->
    [one] This comes now, or when quiet time is over: { $posts }.
   *[other] { $count } posts come now, or when quiet time is over: { $posts }.
}
desk-resume-nothing = Nothing has waited that is still of use.
desk-results-elsewhere = That result is for the coordinators only
desk-results-elsewhere-note = Everyone can read this answer. Ask where only you see it.
desk-results-own-words-elsewhere = Everyone can read this answer, so what people wrote is not shown. Ask where only you see it.
desk-results-none = There is no result to show
desk-results-none-note = The answers cannot be counted. The log says more; ask IT to look at it.
desk-results-later = The result comes when the question closes, { $due }.
desk-nudge = People will be reminded of the question: { $text }
desk-nudged = People are reminded of the question: { $text }
desk-nudge-not = Nobody is reminded of the question now
desk-nudge-not-by-itself = The programme sends no reminders of this question by itself. You still may.
desk-nudge-all-answered = All schools have answered.
desk-nudge-nowhere = There is no channel in which it can be answered.
desk-nudge-paused = The network is paused. Type “resume” first.
desk-nudge-too-late = The question closes before we may speak again.
desk-nudge-enough = People were reminded of it twice, and we do not do so more often.
desk-nudge-today = The network was reminded of a question today. Tomorrow at the earliest it can be done once more.
desk-lead = { $person } will be noted as leader of { $school }
desk-led = { $person } is noted as leader of { $school }
desk-lead-note = Secret answers, and answers to questions that have closed, stay as they were given.
desk-lead-elsewhere = { $person } is noted as leader of { $school } in { $network }
desk-lead-elsewhere-note = You do not coordinate that network. Somebody who coordinates both can move the leader, or whoever runs Skolebud.
desk-lead-replies = { $count ->
    [one] One message that { $person } wrote moves to { $school }.
   *[other] { $count } messages that { $person } wrote move to { $school }.
}
desk-lead-answers = { $count ->
    [one] One answer to an open question moves to { $school }.
   *[other] Answers to { $count } open questions move to { $school }.
}
desk-lead-gives-way = { $count ->
    [one] To one open question { $school } itself has answered later, and that answer stands.
   *[other] To { $count } open questions { $school } itself has answered later, and those answers stand.
}
desk-no-school = We find no school called “{ $written }”
desk-no-school-note = Type the name as it stands here.
