"""Words that many streets of the world bear: one of them is no typing mistake for its neighbour."""

from __future__ import annotations

from router.geocoding.normalise import squeeze

__all__ = ["COMMON_WORDS"]

# Folded, without the type that German and Nordic names end with (Eschenweg: eschen).
_GERMAN = """
ahorn akazien amsel anger arndt auen bach bahn bahnhof beethoven berg berliner birken bismarck
blumen brahms breite brucken brunnen buchen burg danziger dorf dresdner drossel eich eichen
eichendorff erlen eschen fasanen feld fichten finken flieder flur forst franken frieden friedens
friedhof friedrich frohling fuchs garten gartner goethe graben grun gruner hafen hain handel haupt
haydn heide heine hirten hoch hof hofer hohen holderlin holunder industrie jager jahn kant karl
kastanien kiefern kirch kirchen kloster kolner konig konigs korner kreuz kurze larchen lerchen
leipziger lessing linden lortzing ludwig luisen marien markt mittel moltke morgen morike mozart
muhl muhlen munchner neue nord ost park pappel paulus pestalozzi peter post quer raiffeisen
rathaus ring rosen rotdorn schiller schlesier schloss schmiede schubert schul schumann schutzen
siemens sonnen stein storm sud tal tannen teich tulpen ufer uhland ulmen veilchen wald wall wasser
weiden wein weinberg west wiesen wilhelm winkel zeppelin ziegel ziegelei
"""
_ENGLISH = """
academy adams ash barry bay beach beech bell berry birch bridge broad broadway brook bristol
cambridge canal cedar center central centre chapel cherry chester chestnut church clark clay
college court cross crown dale davis deer dogwood dover eagle east elm farm ferry field first
forest fox franklin front garden george grant green grove hall harbor harrison hawthorn hazel
hickory high highland hill holly jackson james jefferson john kelvin kent king kings lake
lancaster laurel lee liberty lincoln locust london long madison magnolia main manor maple marion
market marshall martin mary marvin mary meadow melvin mill monroe mountain new north oak old
orchard oxford park perry pine pleasant pond poplar prince prospect queen queens railroad railway
ridge river road rose saint salem school second shore south spring springfield spruce state
station stone summer summit sunset sycamore terry third tower union valley victoria view village
vine walnut warren washington water wayne west william willow windsor winter wood woodland york
"""
_ROMANCE = """
acacias alegria almeida alto amor andrade angel angeles antonio aurora azul bela belo blanca boa
bosque braga cabo camara campo campos carlos carmen carvalho castelo castillo castro catarina
cavour central cima colon commerce conde constitucion cruz dante eglise esperanca espana europa
fatima fernando ferreira flores fonseca fontaine fonte franca francisco gama garcia garibaldi gare
gomes granja gracia guerra helena hugo igreja independencia isabel italia jardim jardin jean joao
jose juan julio lagos leao liberdade libertad lima lisboa lopes luis luz madrid magalhaes mairie
maria marie marques martins matteotti mayor mazzini mendes miguel milano mina monte moral moulin
nova nueva nunes oliveira paix palma palmeiras palomas pasteur paulo paz pedro pereira pinheiro
pinto pires ponte porto prado real reis republica republique ribeiro rio rita roma rosa rosario
sacre sales salvador santos serra silva sol sousa teresa toledo torre torres trindade trinidad
valencia vale vasco velha verde verdi verdun vicente victor vieira vila vitoria
"""
_OTHERS = """
kungs drottning storg stor skol kyrko sko lind bjork ek ros hamn strand berg dal lund molle mosse
kirke hoved skole birke hoj park koivu kuusi manty lehto metsa ranta koulu kirkko asema tehdas
puisto kauppa laakso vuori kallio harju niitty pelto lipowa polna lesna ogrodowa szkolna sloneczna
krotka dluga polska kwiatowa brzozowa koscielna nowa zielona wiejska skolni nadrazni zahradni
polni luzni kratka lipova dolni horni nova hlavni
"""
COMMON_WORDS = frozenset(
    squeeze(word) for word in (_GERMAN + _ENGLISH + _ROMANCE + _OTHERS).split()
)
