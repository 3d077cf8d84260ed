"""How common a word is in English news: the share of articles that hold it, by powers of two.

Counted over some two hundred general news articles, none of them of a story that the crosscheck is
measured on. A fixed table keeps the similarity of two articles independent of what else the
ledger holds, so that adding articles one by one gives the same stories as adding them at once.
"""

import math

_STEMS_BY_RARITY: dict[int, str] = {
    # k: stems in more than 1 of 2 ** (k + 1) articles
    0: """
    first get mak person stat tim year
    """,
    1: """
    ad american ask back business call cam campaign cas chang clinton com continu country day
    don't donald end fac find follow former go going good group help hillary hold hous however
    includ issu it know long look million month national need never next part pay plan point
    policy president presidential public put question releas republican right run see show
    start still support tak take that thing think thre trump try two unit use want way week
    well work world
    """,
    2: """
    abl accept across act action affect agency ago aid air allow along alway america announc
    answer anyth appear area argu attack attempt availabl away bad bas becom began behind
    believ benefit big bill billion black break bring build buy can't candidat car carry caus
    center challeng charg chief city claim clear clos comment community company concern
    consider control cost cours court creat current currently cut deal debat decad decid
    decision demand democrat democratic department describ design despit detail didn't die
    different director do doesn't earlier early economic effort election enough especially
    event everyon exampl executiv expect experienc fact fail fall family far federal feel
    fight figur fiv focus forc foreign form four fre full fund futur gam general giv give goal
    government great ground grow half hand happen hard he head health high himself history hom
    hop hour human i'm idea important increas information instead interest international
    interview investment isn't job john july justic keep key kind known larg later latest law
    lead leader learn leav leave led let level lif likely limit lin littl liv lot low lower
    major make man market matter mean media meet member messag minut moment money morn mov nam
    nation near news night nomine north not noth number obama offer offic official often old
    open order party past percent performanc personal plac play polic political possibl post
    potential power press privat problem program provid push rais rat rather reach real really
    reason receiv recent recently record reduc remain requir respond result return rol room
    rul saw say school second secretary security seem seen send serv servic set several shar
    shoot sid sign singl sit six small social someon someth soon sourc speak spend stand
    statement stay step stop story street suggest sur system talk tax team tell term ther
    they'r third thought together top toward turn twitter university using video view vot
    voter war washington wasn't we'r whether whit win woman york you'r young
    """,
    3: """
    ability access account accus achiev acknowledg activity actually add addition additional
    address administration advanc advantag adviser african age agr agreement ahead aim alon am
    amount analyst angel anti anyon appeal appl approach april arm arriv articl asid associat
    assum attention august authority averag avoid bank barack basic basis battl beat becam
    begin below beyond bid biggest bit blam block board body border born bottom breath british
    broad brought budget cannot capital central certain certainly chairman chanc check child
    china choic choos cit citizen civil class clean co cod colleg combin commercial commission
    commit committe common compar complet completely conclud condition conduct conferenc
    confirm conflict congress connection conservativ cor council coupl cover crim criminal
    critical criticism criticiz cross crowd daily damag dangerous dat data david declar declin
    deep defend defens deliver deny depend determin develop development differenc difficult
    direct direction directly discuss discussion display district doctor document dollar door
    doubl doubt draw driv drop drug earn east easy economy edg effect eight els email emerg
    emergency encourag energy enforcement engag ensur enter entir establish estat estimat
    europ european eventually everyth evidenc exactly exist expand expert explain expos
    express extend extra father favor fear featur february fellow felt fil fill final finally
    financ financial finish fir florida fly food forward founder friend front gain gather
    global gop gov grant greater growth handl haven't hear heard heart heavy higher highest
    hit hospital host hug hundr i'v identify imag immediately impact improv incom independent
    indicat individual industry infrastructur insid institut intelligenc intend invest
    investigat investigation involv island jam january join jun kept kill lack land languag
    largely larger largest lat launch lawyer leadership legal letter light list listen local
    longer los lose loss lov maintain majority manag management manager march mark mass massiv
    material mayb meanwhil measur medical mention michael middl mik military mind minister
    miss mix model monitor mother movement multipl necessary network nin non notic nov
    november october officer one onlin operat opponent opportunity oppos option organization
    original outsid own pag paper park particular particularly partner pass path peac perform
    perhap phon pick platform pledg politic poll population position powerful prepar present
    presidency pressur pretty prevent previous previously pric prim primary pro probably
    process produc product production professor progress project promis prompt propos proposal
    protect protection protest prov publish pull quality quickly rac rang read ready reality
    red refer reflect reform refus regard region relat rely remov repeatedly reporter
    represent request research resident resolution resourc respons rest reveal review rich ris
    risk road roll round russia safety sal sav scal schedul search season seek self sell sen
    senat senator senior sens september series serious seven shap she shift short shortly
    shown significant similar simply situation siz smaller solution sometim sort sound south
    spac special speech spok st staff stag standard star strategy stream strength strong
    struggl study success successful summer supporter suprem surfac surpris suspect target
    technology test th themselv thousand threat threaten throughout titl tool total touch
    tough track trad train treat tri tru truth tv tweet twic typ understand union urg user
    valu various version vic victim victory violenc visit voic wait walk wall warn watch water
    we'v wealthy websit west what whatever whol wid wif won't word worker worry worth writ
    wrong wrot yes
    """,
    4: """
    abandon absolutely abus accelerat accompany accomplish accurat activ activist actual
    adjust administrator admit adopt advic advocat affair afford affordabl africa afternoon
    afterward aggressiv aggressively agre al alarm aliv alleg allegation allianc ally alongsid
    amazon ambassador amendment amid analysis announcement annual anticipat anybody anywher ap
    apart apartment app apparently appearanc application apply appoint appointment aren't
    argument army arrest art aspect assembly assert asset astronaut attend attorney audienc
    author awar award awareness balanc ban band bar barely basically battery bay bed behavior
    beij belong berni besid bet biden bigger billionair birth blast blood blow blu book boost
    box brand brian brief britain broader brok broken brother brown bureau burn bush
    businessman california camera canada candidacy cap capability capabl capacity captur card
    career carolina cash cast category caught celebrat century ceo ceremony chain chamber
    champion channel chao character charity charlott chemical chines chip chos chris civilian
    clark cleveland client climat closely closer cloth cloud cnn coalition collaps colleagu
    collect color combat comfort comfortabl commander commissioner commitment communicat
    communication comparison complain complaint complex complicat computer concept conclusion
    condemn confidenc congressional connect consistently conspiracy constantly constitution
    consumer contain content context contract contrast contribut contribution convention
    conversation convert convinc cook cool coordinat corporat corporation correct count county
    coverag crack credibl credit crew crisis critic crucial cultur cup customer cycl danger
    daughter davis debt december dedicat deeply defin definitely definition degre delay
    democracy demonstrat demonstrator deploy desk destroy developer devic diagnos digital
    diplomat disclos disclosur discover diseas disput divid division domestic donor dozen dr
    dress driven driver dry due duty earth eas easier easily eastern eat echo economist editor
    education effectiv effectively elect electric element eligibl eliminat elsewher embrac
    emission emphasiz employe enabl endorsement engin engineer enhanc enjoy enormous
    environment environmental equal equipment equity eras essential essentially everybody
    evolv exact examin exchang excit exclud exercis exit expansion expectation experiment
    extrem extremely eye facility factor failur fair fals familiar fan fast faster fat favorit
    fbi fee fewer field film fin firm fit fix floor flow folk foot footag football fortun
    forum found foundation fourth franc frankly fraud freedom fresh frustrat frustration fuel
    fully function gap gas gen generat generation georg germany giant girl glass god googl
    gotten governor gradually grand greatest green guard guess guid gun guy hall hang happy
    harder hasn't hat heat heavily hell helpful her herself hey hid highlight highly hik hill
    hir historic historically hol homeland honor hot hotel household hurt husband i'd i'll id
    ideal identity ignor illegal imagin immediat immigration importanc impos improvement inc
    incentiv inch incident incit increasingly ind india indiana industrial influenc inform
    initial initially initiativ inquiry insist inspir install instanc institution insult
    integrat integrity intens internal introduc investor invit iran islamic israel jail
    jennifer jersey jim joe jon jordan journal journey judg judgment jump justify kick kid
    king knew knowledg korea label labor lady lawmaker leagu lean legacy legally legislation
    legitimat leverag liberal lie life lift lik link load locat location london longtim
    loophol loud louis machin main mal mandat martin master match matt max meant memorial
    memory mental met method mexican mexico michigan mid min minimum ministry minnesota
    minority mission mistak mobil mod moderator modern monday moon mostly motion mount msnbc
    murder music muslim myself natur natural nbc nearby necessarily negotiation neighbor
    neighborhood net newly newspaper nobody nois normal northern notabl objectiv observ
    obvious obviously occur oct odd oh ohio older ongo operation opinion organiz originally
    otherwis ourselv outlet outlin output overall overwhelm owe owner pac pack paint pair
    panel parent paris participat partnership pattern paul penc pennsylvania percentag perfect
    period permanent permit personally perspectiv peter photo physical pictur piec player
    pleas plenty plus politician pollution poor popular portion pos positiv possibly
    potentially practic pre prefer presenc presentation principl priority prison prob
    professional profil profit promot property prosecutor prospect prosperity protester
    provision publicly purchas purpos pursu qualify quarter quit racist radio rally ran random
    rank rar re reaction realiz rear recall recogniz recommend recover recovery reduction
    referenc refuge regional register regular regularly regulation reject relation
    relationship relatively relief religion remark remember rep repair repeat replac report
    representativ republic researcher reserv respect responsibility responsibl restor restrict
    restriction retir revenu rid rise rival robert rock root roughly row royal rush russian
    saf san sander sat scandal scen scenario scienc scientific scor scott screen script se
    seat secret sector secur seemingly seize sentenc separat sept session settl sever
    shareholder shelter ship shock sick signal significantly silenc similarly simpl sky
    slightly slow smart society solid solv somebody son song sought southern sp spark speaker
    specific specifically spin spokesman spokesperson sponsor sport spot spread spring
    stability stak station status stev stick stock ston straight strang stress stretch strik
    stronger structur student stuff styl subject succ successfully successor sudden suffer
    suit sum summit super supply suppos surround survey sweep swing switch symptom tabl tackl
    tactic tall tank tap task taxpayer tear tech television temperatur ten tend tension
    terribl terrorism terrorist testify testimony texa text thank theory therefor they'll
    they'v thin thoma throw thus ticket tie tip today tom ton tour town traditional traffick
    trail transform transition transparency transparent travel treatment trend trial trigger
    trip troop troubl truck truly trust tun typically ukrain ultimately un unabl unclear
    understood uniqu unless unlik unlikely unusual unveil upcom updat urban usually va van
    variety vast vehicl veteran villag virginia vision vital wak wav we'll wealth weapon wear
    web weekend weigh weight welcom weren't western wheel whenever widely will william wind
    window wing winner wis witness wonder worldwid wouldn't written you'd you'll you'v
    yourself youth zero zon
    """,
}
_RARITY = {stem: k for k, stems in _STEMS_BY_RARITY.items() for stem in stems.split()}
_UNLISTED = 5


def weight(stem: str) -> float:
    """The inverse document frequency of a stem: 0.7 to 4.2."""
    return math.log(2.0) * (_RARITY.get(stem, _UNLISTED) + 1)
