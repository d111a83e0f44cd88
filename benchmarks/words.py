"""The words of which the generated archive is made. All invented."""

_GIVEN = (
    "Nadia Dora Ines Otto Petra Anouk Bram Cleo Dimitri Elif Farid Greta Hugo Ilse Jonas Kaja Lior Mara Nils Odile "
    "Pavel Quirin Rosa Stellan Tilda Ulla Viktor Wanda Xenia Yara Zoë Amadou Bénédicte Çınar Éloïse Føns Gül Håkon "
    "José Kōji Łucja Maëlle Ñusta Øyvind Renée Søren Thúy Ülkü Vâlcea Wren"
)
_FAMILY = (
    "Abendroth Bellweather Castellan Dornfeld Eastmoor Fairweather Grünwald Hollowell Inchbald Jagersma Kestrel "
    "Lindqvistson Marchbanks Nachtigal Oakhollow Pemberlane Quillfeather Rosenquell Sandgrove Thistlewood Underhill "
    "Vandersloot Winterbourne Yarrowby Zellweide Ångmark Brontë-Hale Øster Müllerin Garcíandía Sørby Đalović"
)
GIVEN, FAMILY = tuple(_GIVEN.split()), tuple(_FAMILY.split())
_HEADS = (
    "Lantern Juniper Cobalt Meridian Fable Quarry Saffron Tidewater Umber Vellum Willow Zephyr Bramble Copper "
    "Drift Ember Foxglove Granite Heather Indigo"
)
_TAILS = (
    "Works", "Labs", "& Co", "Partners", "Group, Inc.", "GmbH", "Studio", "Freight", "Legal", "Health",
    "Analytics", '"North" Ltd', "Foods", "Systems", "Press", "Energy", "Schools", "Design",
)  # fmt: skip
COMPANIES = tuple(f"{head} {tail}" for head in _HEADS.split() for tail in _TAILS)
POSITIONS = (
    "Head of Sales", "Recruiter", "Consultant", "Engineer", "Partner", "Owner", "Teacher", "Designer",
    "Director, Operations", "Analyst", "Founder", "Editor", "Nurse", "Lawyer", "Account Executive",
)  # fmt: skip
STANDARD = (
    "I'd like to add you to my professional network on LinkedIn.",
    "Hi Fred, I'd like to join your LinkedIn network.",
    "I'd like to connect with you on LinkedIn.",
    "Ich möchte Sie gerne zu meinem beruflichen Netzwerk auf LinkedIn hinzufügen.",
    "J'aimerais vous ajouter à mon réseau professionnel sur LinkedIn.",
    "Me gustaría añadirte a mi red profesional en LinkedIn.",
)
TEMPLATES = (
    "Hi {owner}, I came upon your profile while looking for leaders in {topic} and thought it would be good to be in "
    "each other's network. I share weekly tips for people like us. {me}",
    "Hello {owner}, I am always looking to widen my circle of like-minded people in your field. I believe that we "
    "could learn a lot from each other. Looking forward to it, {me} from {company}",
    "Hey {owner} - I help firms such as yours fill their calendar with 12 to 20 meetings a month without any cold "
    "calls. Worth a quick chat this week? {me}, {company}",
    "Dear {owner}, my company {company} is the market leader for outsourced bookkeeping and we would love to show "
    "you how much you could save within 30 days.",
)
PITCHES = (
    "We help teams in {topic} with {thing}.",
    "Could we book a call in {month} about {topic}?",
    "{company} has a special offer on {thing} until {month}.",
    "Wir bieten {thing} für Betriebe in {place}.",
    "Bis {month} kostenlos: {topic} aus einer Hand.",
    "I am recruiting a {position} for {company} in {place}.",
    "An exciting opportunity around {topic} has come up in {place}.",
    "With our platform {thing} takes half the time, says {company}.",
    "Nous proposons {thing} aux équipes de {place}.",
    "Clients in {place} get more leads since {month}, thanks to {topic}.",
    "A free trial of {thing} is yours until {month}.",
    "Would a quick call in {month} suit you? {me}, {company}",
    "{topic} need not be dear: we offer it with {thing}.",
    "From {place} to anywhere, {company} can boost your {topic}.",
    "May I schedule a talk on {thing} for {month}?",
    "No obligation, only {topic} for a {position} like you.",
)
PERSONAL = (
    "Good to meet you at the {topic} evening in {place}.",
    "You promised me the name of {thing}.",
    "We worked together on {thing} back in {month}.",
    "I hope that {place} treats you as well as it did in {month}.",
    "Your talk about {topic} made me change {thing}.",
    "Ines's sister here: she says that you know {place} by heart.",
    "My family moves to {place} in {month}, of all months.",
    "Ich habe Ihren Beitrag über {topic} gelesen und sehe {thing} anders.",
    "Darf ich Ihnen erzählen, wie es in {place} mit {topic} ausging?",
    "In {place} it was the other way round: {thing} came before {topic}.",
    "Ravi de vous avoir rencontré à {place} en {month}.",
    "Votre remarque sur {topic} m'est restée, même après {thing}.",
    "Do you still sing, now that {topic} eats your evenings?",
    "Old neighbours from {place} send you their love, {me} first of all.",
    "I was the one who spilt coffee on {thing} in {month}; sorry again.",
    "The book on {topic} that you lent me is still here in {place}.",
    "As {position} at {company} I read {topic} papers for a living, yours gladly.",
    "Has {month} been kind to you and {thing}?",
    "They tell me in {place} that nobody explains {topic} as you do.",
    "Petra asked me to say hello; she left {company} in {month}.",
)
TALK = {
    "topic": ("harbour law", "slow shipping", "school boards", "solar roofs", "night trains", "old maps",
              "rural clinics",              "paper mills", "choir music", "tender rules", "cold chains", "bee keeping"),
    "place": ("Port Example", "Lisbon", "Aarhus", "Graz", "Ghent", "Porto", "Leeds", "Turku", "Basel", "Nantes"),
    "thing": ("the booking system", "a translation desk", "container tracking", "the payroll",
              "a warehouse in the south",
                           "the spring catalogue", "training for new staff", "the insurance papers", "a second ferry"),
    "month": ("January", "March", "May", "June", "September", "October", "November"),
    "say": ("Thanks for the papers on {topic}. I'll read them on the way to {place}.",
            "Shall we talk about {thing} in {month}?",
            "That works for me, see you in {place}!",
            "I asked around: nobody here has tried {thing}, but {topic} keeps coming up.",
            'She called it "{thing}", which is fair, and said that {month} is too early.',
            "Congratulations!", "Ok, done.", "谢谢，下次在 {place} 见。", "👍", "Grüße aus {place}, bis {month}."),
}  # fmt: skip
