"""Nouns and participles of sources: what speaks, counts, issues, passes on, and what is claimed.

Word lists from general English, kept as data; lower case, single words.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Nouns for what speaks, counts or decides: a body, even in lower case.
BODY_NOUNS = _words(
    """agency agencies authority authorities police ministry ministries department departments
    government governments office bureau commission committee council court courts parliament
    senate congress legislature administration army military navy force forces company companies
    firm firms corporation bank banks university universities institute institution college school
    schools hospital hospitals union unions charity charities group groups organization
    organisation organizations organisations association federation foundation trust network
    party parties campaign campaigns coalition alliance body bodies board boards regulator
    regulators watchdog watchdogs operator operators utility airline airlines carrier retailer
    manufacturer maker lender insurer developer publisher startup start-up brigade service
    services fund exchange airport port club team teams consortium panel inquiry
    tribunal prosecution prosecutor's embassy consulate mission headquarters media newspaper
    newspapers broadcaster paper magazine website site outlet outlets television radio
    station channel gendarmerie coastguard secretariat treasury chancellery presidency
    municipality municipalities county city state states province district pollster pollsters
    nonprofit think-tank thinktank collective society laboratory lab center centre unit taskforce
    parish diocese congregation cooperative co-op guild chamber developers
    organiser organisers organizer organizers directorate inspectorate ombudsman auditor
    auditors rescuers firefighters coroner
    """
)

# Places that are run by somebody: they report and record, but name no body by themselves.
INSTITUTIONS = _words(
    """park zoo museum theatre theater prison jail clinic church cathedral shelter library factory
    plant mine refinery port harbour harbor observatory brewery winery hotel restaurant shop store
    supermarket stadium arena farm dairy orchard nursery aquarium gallery opera orchestra
    festival"""
)

# People named by what they are; without a name they are anonymous sources.
PERSON_NOUNS = _words(
    """official officials spokesman spokesmen spokeswoman spokeswomen spokesperson spokespersons
    spokespeople source sources person people man men woman women witness witnesses eyewitness
    eyewitnesses resident residents expert experts analyst analysts economist economists scientist
    scientists researcher researchers investigator investigators lawyer lawyers attorney attorneys
    doctor doctors nurse nurses medic medics physician physicians officer officers detective
    detectives prosecutor prosecutors activist activists campaigner campaigners critic critics
    opponent opponents supporter supporters aide aides adviser advisers advisor advisors insider
    insiders executive executives manager managers director directors chief chiefs head leader
    leaders member members lawmaker lawmakers legislator legislators senator senators congressman
    congresswoman representative representatives diplomat diplomats ambassador soldier soldiers
    commander commanders general colonel captain teacher teachers student students parent parents
    worker workers employee employees staff farmer farmers driver drivers passenger passengers
    survivor survivors victim victims relative relatives neighbor neighbour neighbors neighbours
    friend friends colleague colleagues mother father son daughter brother sister wife husband
    wives husbands sons daughters brothers sisters mothers fathers
    family families owner owners trader traders investor investors broker brokers strategist
    strategists forecaster forecasters observer observers historian historians professor
    professors author authors writer writers journalist journalists reporter reporters
    correspondent correspondents editor editors columnist columnists blogger bloggers
    volunteer volunteers protester protesters
    respondent respondents voter voters user users customer customers consumer consumers
    tenant tenants pupil pupils mayor governor minister president premier chancellor secretary
    king queen prince princess judge justice bishop priest pastor pope imam rabbi sheriff
    chairman chairwoman chair chairperson ceo founder co-founder operative operatives candidate
    candidates nominee contractor contractors engineer engineers inspector inspectors planner
    planners scholar scholars academic academics pilot pilots sailor sailors monitor monitors
    veteran veterans coach player singer actor actress businessman businesswoman
    delegate delegates deputy deputies commissioner commissioners republican republicans
    democrat democrats conservative conservatives whistleblower whistleblowers
    ranger rangers warden wardens guard guards curator curators librarian librarians vet vets
    keeper keepers conductor conductors constable lieutenant sergeant trooper troopers mp mps
    councillor councillors magistrate magistrates solicitor solicitors barrister surgeon surgeons
    dentist dentists pharmacist pharmacists midwife midwives psychologist psychologists
    psychiatrist psychiatrists biologist biologists forester foresters beekeeper beekeepers
    superintendent principal dean coroner demographer demographers
    epidemiologist epidemiologists seismologist seismologists
    meteorologist meteorologists statistician statisticians auditor others villagers villager
    locals fishermen miners climber climbers rescuer paramedic paramedics
    """
)

# Roles that one named person holds: "the mayor" points back at the one introduced.
TITLES = _words(
    """mayor governor minister president premier chancellor secretary king queen prince princess
    judge justice bishop pastor pope imam rabbi sheriff chairman chairwoman chair chairperson ceo
    founder senator congressman congresswoman representative ambassador general colonel captain
    professor doctor commissioner director chief coach lawyer attorney prosecutor spokesman
    spokeswoman spokesperson author economist analyst scientist researcher epidemiologist
    seismologist candidate nominee businessman businesswoman lawmaker commander superintendent
    inspector principal dean engineer actor actress singer historian activist coroner
    """
)

# Documents and data: what a text may name as speaking for itself.
DOCUMENT_NOUNS = _words(
    """report reports study studies survey surveys poll polls data dataset database figures figure
    statistics stats numbers census analysis analyses research review reviews audit audits
    document documents records record file files filing filings papers paper memo memos memorandum
    letter letters email emails e-mail e-mails statement statements release bulletin bulletins
    estimate estimates projection projections forecast forecasts assessment assessments findings
    finding results investigation investigations inquiry article articles account accounts
    dispatch post posts tweet tweets blog website webpage page book testimony transcript
    transcripts indictment complaint lawsuit affidavit charge-sheet ruling judgment judgement
    bill law act legislation plan plans budget proposal roadmap strategy guidance guidelines
    chart charts graph table tables map maps slide slides presentation footage video videos image
    images index tally count models model modelling modeling simulation simulations tracker log
    logs ledger ledgers register registers registry minutes note notes newsletter brief briefing
    white-paper whitepaper factsheet scorecard barometer outlook polling evidence interviews
    readings measurements tests test calculations calculation documentary ad advertisement
    return returns summary update prospectus abstract examination questionnaire
    """
)

# Documents that say nothing of their own: without an issuer they yield to whoever cites them.
BARE_DATA = _words("data figures figure statistics stats numbers results findings evidence tests")

# Nouns for a claim: with an owner and a that-clause or "of N" they attribute.
CLAIM_NOUNS = _words(
    """claim claims estimate estimates projection projections forecast forecasts prediction
    predictions assertion assertions allegation allegations statement statements announcement
    announcements report reports tally count counts figure figures finding findings conclusion
    conclusions warning warnings suggestion suggestions admission acknowledgment acknowledgement
    belief argument arguments accusation accusations contention insistence declaration
    revelation revelations disclosure assessment assessments calculation calculations
    reckoning target targets goal goals pledge pledges promise promises proposal proposals plan
    plans demand demands call calls vow vows offer guidance outlook expectation expectations
    assurance denial comment comments remark remarks observation tweet tweets theory
    """
)

# Claim nouns whose "of N" or "that the toll is N" content is itself a figure.
FIGURE_NOUNS = _words(
    """estimate estimates projection projections forecast forecasts prediction predictions tally
    count counts figure figures target targets goal goals assessment assessments calculation
    calculations reckoning guidance outlook expectation expectations pledge pledges promise
    promises offer proposal proposals"""
)

# Outlets that a text may name; any other is known by its words or by the page.
OUTLETS = frozenset(
    name.strip()
    for name in """reuters, associated press, ap, afp, agence france-presse, bbc, bbc news, cnn,
    npr, pbs, nbc, nbc news, abc, abc news, cbs, cbs news, fox news, fox business, msnbc, cnbc,
    bloomberg, bloomberg news, new york times, times, washington post, post, wall street journal,
    journal, guardian, observer, telegraph, daily telegraph, independent, financial times, ft,
    economist, usa today, los angeles times, la times, new york post, daily mail, mail, mirror,
    sun, express, metro, sky news, sky, itv, itv news, channel 4 news, channel 4, al jazeera,
    xinhua, tass, interfax, ria novosti, kyodo, yonhap, dpa, ansa, efe, pti, ani, upi, politico,
    axios, vox, slate, salon, newsweek, time, buzzfeed, buzzfeed news, huffpost, huffington post,
    breitbart, daily beast, the hill, hill, propublica, vice, vice news, wired, forbes, fortune,
    business insider, insider, der spiegel, spiegel, bild, die zeit, le monde, le figaro,
    liberation, el país, el pais, el mundo, la repubblica, corriere della sera, haaretz, globe
    and mail, toronto star, cbc, ctv, cbc news, sydney morning herald, abc australia, irish times,
    rte, scotsman, herald, korea times, korea herald, japan times, nikkei, asahi shimbun, south
    china morning post, scmp, global times, china daily, people's daily, times of india, hindu,
    indian express, hindustan times, ndtv, dawn, straits times, channel newsasia, pa, press
    association, pa media, state media, state television, state tv, the conversation, conversation,
    deutsche welle, dw, euronews, voice of america, voa, radio free europe, techcrunch, verge,
    the verge, gizmodo, engadget, stat, stat news, nature, science, lancet, zero hedge, drudge
    report, politifact, snopes, moscow times, kommersant, caixin, sina, weibo""".replace(
        "\n", " "
    ).split(",")
)

# Words that make a capitalised name an outlet's.
OUTLET_WORDS = _words(
    """times post news herald tribune journal gazette guardian chronicle observer telegraph daily
    weekly courier dispatch examiner inquirer mirror press radio tv television broadcasting
    broadcaster magazine newspaper review globe sentinel bulletin register record standard star
    argus echo mercury messenger bugle lantern ledger reporter wire today online newswire media
    monitor intelligencer advertiser citizen express mail"""
)

# Who is told without being a relay.
NOT_RELAYS = _words(
    """reporters journalists parliament congress senate lawmakers committee court jurors police
    investors analysts shareholders council officers investigators supporters delegates
    commission council house voters employees staff media press crowd audience conference meeting
    inquiry hearing tribunal judge jury un assembly cabinet mps senators them us him her me you
    it everyone people congressmen legislators police federal state national family fbi cia nato
    pentagon justice department ministry government white"""
)

# Participles beside a document: who issued it, and who passed it on.
ISSUING = _words(
    """released published issued compiled collected produced conducted commissioned carried
    prepared written authored provided recorded gathered put filed posted shared supplied
    collated maintained made drawn kept run done circulated signed sponsored disclosed unveiled
    presented submitted announced"""
)
PASSING = _words(
    """seen obtained reviewed received viewed leaked cited quoted examined read analysed analyzed
    heard verified"""
)
POLLING = _words("polled surveyed interviewed questioned canvassed asked quoted cited")

# Papers that a body keeps rather than issues: "court papers" stay court papers.
KEPT_PAPERS = _words(
    """paper papers record records document documents file files filing filings email emails
    letter letters memo memos log logs register registers return returns minutes"""
)

# Bodies that a definite noun may mean by itself: "the company" is the latest one named.
RESOLVED_BODIES = _words(
    """company firm corporation retailer maker manufacturer carrier airline bank lender insurer
    developer operator publisher startup start-up group organization organisation charity union
    network institute institution association foundation nonprofit think-tank agency body
    regulator watchdog fund club party campaign team federation"""
)
PAPERS = _words("newspaper paper magazine website site outlet broadcaster network channel station")

# Those who count and study: "found 31 incidents" is a finding in their mouth.
SCHOLARS = _words(
    """researchers scientists institute university auditors investigators authors economists
    analysts academics statisticians inspectors"""
)

# Words beside a name that tell whether he or she means it.
MASCULINE = _words(
    """mr mr. sir king prince lord father son brother husband chairman spokesman businessman
    congressman policeman actor boyfriend uncle grandfather herr monsieur"""
)
FEMININE = _words(
    """mrs mrs. ms ms. miss queen princess lady mother daughter sister wife chairwoman spokeswoman
    businesswoman congresswoman policewoman actress girlfriend aunt grandmother frau madame dame"""
)
