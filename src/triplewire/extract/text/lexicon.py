"""Word lists of English news that several finders share; lower case unless said otherwise."""


def words(text: str) -> tuple[str, ...]:
    """Return the words of a list that is written as running text."""
    return tuple(text.split())


# Offices that somebody holds.
OFFICES = frozenset(
    words(
        "administrator admiral ambassador archbishop attorney bishop cabinet captain ceo cfo chair "
        "chairman chairperson chairwoman chancellor chief colonel commander commissioner "
        "comptroller congressman congresswoman consul coach councillor cto coo dean "
        "delegate deputy director editor emir envoy executive foreman general governor head "
        "inspector judge justice king leader lieutenant lord manager mayor mep minister "
        "monarch mp negotiator officer ombudsman pope premier president prince princess "
        "principal prosecutor provost queen rector representative secretary senator "
        "sergeant sheriff speaker spokesman spokesperson spokeswoman strategist sultan "
        "superintendent treasurer undersecretary vice-chairman vice-chancellor "
        "vice-minister vice-premier vice-president secretary-general director-general "
        "attorney-general governor-general co-founder cofounder founder owner partner "
        "diplomat counterpart successor predecessor assemblyman assemblywoman ayatollah "
        "cardinal caliph congressperson convener coordinator councilman councilwoman "
        "councillor councilor curator imam magistrate moderator organiser organizer pastor "
        "adm brig capt cmdr col cpl gen gov hon lt maj pfc pvt rep rev sen sgt spc airman seaman "
        "marshal vice-marshal brigadier commodore corporal counselor counsellor specialist "
        "president-elect publisher rabbi registrar trustee vicar warden"
    )
)
# What somebody is by trade or station: a description, not an office.
OCCUPATIONS = frozenset(
    words(
        "anchor architect author co-author coauthor biologist chemist choreographer composer "
        "cleric climber critic curator dancer director editor geologist goalkeeper inventor "
        "meteorologist midfielder novelist painter pathologist playwright presenter sculptor "
        "seismologist striker surgeon swimmer virologist academic activist actor actress "
        "adviser advisor analyst artist astronaut athlete "
        "author billionaire blogger businessman businesswoman candidate campaigner "
        "columnist consultant correspondent designer detective developer doctor economist "
        "engineer entrepreneur expert farmer fellow historian investor journalist "
        "lawmaker lawyer lecturer member musician nurse official photographer physicist pilot "
        "player poet politician producer professor psychologist researcher reporter "
        "resident scholar scientist singer soldier student teacher veteran "
        "volunteer witness writer boss peer aide ally star guard clerk chef nurse defender winger "
        "forward goalkeeper cricketer golfer racer driver cyclist boxer wrestler jockey sprinter "
        "tutor lobbyist whistleblower spy hacker defector dissident monk priest nun missionary "
        "paramedic firefighter policeman policewoman detective constable barrister solicitor "
        "counsel banker broker trader shopkeeper baker butcher carpenter electrician mechanic "
        "miner fisherman sailor businessperson tycoon magnate philanthropist model broadcaster "
        "rapper guitarist drummer singer-songwriter songwriter conductor filmmaker screenwriter "
        "comedian pensioner graduate intern caretaker instructor trainer regulator historian "
        "broadcaster epidemiologist oncologist archaeologist anthropologist sociologist "
        "astronomer astrophysicist cosmonaut illustrator cartoonist publicist translator "
        "interpreter cosplayer scientologist rebel militant warlord refugee migrant colleague "
        "advocate defendant businesspeople physician psychiatrist therapist veterinarian "
        "butler gardener grower breeder rancher brewer winemaker hotelier restaurateur publican"
    )
)
HONORIFICS = frozenset(words("mr mrs ms miss dr sir dame lord lady prof professor sheikh"))

# Words that stand before the head of an office and belong to it.
OFFICE_MODIFIERS = frozenset(
    words(
        "acting advanced agriculture assistant associate attorney business cabinet "
        "central chief co-founder commerce commercial communications co communist culture "
        "defence defense deputy development economic economics economy education editor "
        "emeritus energy environment executive exterior federal finance financial first "
        "fiscal foreign former founding general global government health home honorary "
        "house housing human immigration industry information interim interior "
        "international joint junior justice labor labour lead legal leading managing "
        "marketing minority majority military national new oil operating opposition "
        "outgoing incoming parliamentary party permanent police policy political press "
        "prime principal public regional research science second security senior shadow "
        "special staff state state-run supreme then top trade transport treasury under "
        "vice veteran"
    )
)
# Heads of state-level diplomacy by other words: "China's top envoy" is its foreign minister.
CHIEF_DIPLOMATS = frozenset({"top diplomat", "top envoy", "chief diplomat", "chief envoy"})
FOREIGN_OFFICES = frozenset({"foreign minister", "foreign secretary", "secretary of state"})

# Capitalised heads of an organisation's name, as written.
ORGANISATION_HEADS = words(
    "Academy Administration Agency Alliance Army Assembly Association Authority Bank "
    "Board Brigade Bureau Business Cabinet Center Centre Chamber Church Club Coalition "
    "College Command Commission Committee Community Company Confederation Congress "
    "Consortium Corporation Corp Council Court Department Directorate Division Embassy "
    "Exchange Federation Fleet Force Forces Foundation Front Fund Group Guard Holdings "
    "Hospital Inc Industries Initiative Inquiry Institute Institution Laboratory "
    "Laboratories League Ltd Mission Ministry Movement Museum Network Navy Office "
    "Orchestra Organisation Organization Parliament Partners Party Police Press Program "
    "Programme Regiment School Secretariat Senate Service Services Society Squadron "
    "Studios Task Team Treasury Tribunal Trust Union University Post Times Herald Journal "
    "Tribune Gazette News Telegraph Chronicle Observer Broadcasting Television Radio Magazine "
    "Chapter Observatory Planetarium Galleries Gallery Airlines Airways Bancorp Motors "
    "Pharmaceuticals Technologies Systems Labs Records Productions Entertainment Conservatory "
    "Directorate Militia Guards Rangers Constabulary Ombudsman Registry Syndicate "
    "Wing Battery Legion Corps Infantry Cavalry Platoon Component Garrison Crescent Cross"
)
# A city council in the words of the law: an organisation only with "of" ("City of Oslo").
MUNICIPALITIES = ["City", "County", "Town", "Borough"]
PLACE_HEADS = words(
    "Airport Area Avenue Base Basin Bay Beach Boulevard Bridge Building Canal Cape Coast "
    "County Creek Delta Desert District Forest Harbour Harbor Hill Hills Island Islands "
    "Lake Mountain Mountains Ocean Palace Park Peninsula Plain Port Prefecture Province "
    "Region River Road Sea Square Stadium Station Strait Street Territory Tower Township "
    "Valley Village Zone"
)
DOCUMENT_HEADS = words(
    "Accord Accords Act Agreement Amendment Bill Charter Code Constitution Convention "
    "Covenant Declaration Directive Law Memorandum Pact Protocol Regulation Statute "
    "Treaty Study Survey Review Audit Assessment Census"
)
# Gatherings are events, not actors; names inside their names denote no actor by themselves.
GATHERING_HEADS = words(
    "Award Awards Championship Championships Conference Congress Cup Day Dialogue "
    "Election Exhibition Expo Fair Festival Forum Games Olympics Prize Referendum Summit "
    "War Week"
)

# What a government publishes, in lower case: a quoted title with such a head names a document.
DOCUMENT_NOUNS = words(
    "act agreement assessment audit blueprint budget charter communique declaration "
    "framework guideline guidelines law letter manifesto memo memorandum paper plan "
    "policy programme proposal report review roadmap statement strategy study survey "
    "treaty"
)

# Bodies of a state: "Chinese customs", "the Syrian army".
STATE_BODIES = words(
    "administration army authorities cabinet coastguard congress customs embassy military "
    "parliament police navy regime senate"
)
# People of a country or an organisation that are spoken of as a group.
GROUP_NOUNS = words(
    "authorities citizens companies diplomats exporters firms forces importers lawmakers "
    "leaders nationals negotiators officials producers residents students troops "
    "universities"
)

# What states and governments do: with such a verb a capital stands for its state.
STATE_VERBS = frozenset(
    words(
        "accept accuse acknowledge adopt advocate affirm agree aim announce appeal argue "
        "ask assert assure back ban believe blame block call caution claim commit "
        "complain condemn confirm consider criticise criticize decide declare defend "
        "demand denounce deny deploy dismiss dispute emphasise emphasize endorse expect "
        "express fear hail hope impose insist intend invite issue lift lodge maintain "
        "negotiate object offer oppose order pledge plan praise press promise propose "
        "protest push ratify react recognise recognize refuse reiterate reject request "
        "respond retaliate sanction say see seek sign slam state stress summon support "
        "threaten uphold urge view vow want warn watch welcome withdraw"
    )
)
# Objects of diplomacy: "Paris's willingness", "ties with Paris".
STATE_NOUNS = frozenset(
    words(
        "accusation aggression aim allegation ally ambassador ambition approach approval "
        "assertiveness calculation call claim commitment concern cooperation counterpart "
        "decision demand denial diplomacy effort engagement envoy espionage foreign "
        "government influence intention interest interests leadership move objection "
        "offer policy position pressure proposal relation relations relationship request "
        "response sanction sanctions stance strategy support talks threat threats tie "
        "ties view warning willingness"
    )
)
# Words in front of a noun phrase that never begin a name, as written at the head of a sentence.
NOT_IN_NAMES = frozenset(
    words(
        "Near A About After Again Against All Although Also Amid Among An And Another Any "
        "Around As At Because Before Both But By Despite During Each Earlier Even Every "
        "Following For Former From He Her His How However I If In Instead Into Is It Its "
        "Last Late Later Like Many Meanwhile More Most Mr Mrs Ms My Next No Not Now Of On "
        "Once One Only Or Other Our Over Several She Since So Some Still Such Than That "
        "The Their Then There These They This Those Though Through Thus To Today Tomorrow "
        "Tonight Two Under Unlike Until Upon We What When Where Whether Which While Who "
        "Why With Within Without Yesterday Yet You Your According Related Source Photo "
        "Image"
    )
)
