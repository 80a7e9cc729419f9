# The academy's dashboard. Adults: plain, one sentence first, no ranking.

dashboard-title = Tableau de bord de l’académie
dashboard-overview = Vue d’ensemble
dashboard-cells = Nombres publiés
dashboard-collect = À recueillir
dashboard-method = Méthode
dashboard-preview = Aperçu sans bruit.
dashboard-preview-say = Ces nombres sont exacts. Le bruit qui cache une classe parmi d’autres n’est pas encore ajouté : ne diffusez pas cette page.
dashboard-one-party = Un seul organisme.
dashboard-one-party-say = Le même organisme tient les deux rôles, comme dans une démonstration. Il pourrait lire le résultat d’une classe.
dashboard-sentence = « { $competency } » : sur { $pupils } élèves, { $after } répondent juste après la leçon ; ils étaient { $before } avant.
dashboard-empty = Rien n’est encore publié pour cette période.
dashboard-nobody-completed = Aucun élève n’a répondu avant et après.
dashboard-nothing-yet = Les nombres viennent ici quand un premier recueil est fait.
dashboard-competencies = Compétences, toutes régions
dashboard-competency = Compétence
dashboard-pupils = Élèves
dashboard-pupils-say = Élèves qui ont répondu avant et après. Barre entière = tous ces élèves. Écart = élèves de plus ou de moins qui répondent juste.
dashboard-before = Juste avant la leçon
dashboard-after = Juste après la leçon
dashboard-before-after = Réponses justes, avant puis après
dashboard-gain = Écart
dashboard-regions = Douze régions, sans classement
dashboard-regions-say = Un hexagone = une région, même taille et même couleur pour toutes. Le nombre dit combien de classes ont participé, pas leurs réussites.
dashboard-region-reports = rapports de classe publiés
dashboard-region-none = pas encore publié
dashboard-region-01 = Tanger
dashboard-region-02 = Oriental
dashboard-region-03 = Fès
dashboard-region-04 = Rabat
dashboard-region-05 = B. Mellal
dashboard-region-06 = Casa
dashboard-region-07 = Marrakech
dashboard-region-08 = Drâa
dashboard-region-09 = Souss
dashboard-region-10 = Guelmim
dashboard-region-11 = Laâyoune
dashboard-region-12 = Dakhla
dashboard-cells-say = Chaque nombre est un nombre d’élèves, additionné sur les rapports de classe de la ligne. Dans cet aperçu, une ligne d’un seul rapport montre une seule classe.
dashboard-period = Période
dashboard-reports = Rapports de classe
dashboard-cell-right-right = Juste, juste
dashboard-cell-wrong-right = Faux, juste
dashboard-cell-right-wrong = Juste, faux
dashboard-cell-wrong-wrong = Faux, faux
dashboard-cell-not-completed = Réponse manquante
dashboard-collect-say = Ces mesures ont reçu des rapports de classe. Leur somme n’est pas connue tant qu’elle n’est pas recueillie.
dashboard-collect-none = Aucun rapport de classe n’attend d’être recueilli.
dashboard-collect-one = Recueillir…
dashboard-collect-all = { $tasks ->
    [one] Recueillir { $tasks } mesure…
   *[other] Recueillir les { $tasks } mesures…
  }
dashboard-collect-ask = Un recueil se fait une seule fois. Il ferme la période : les rapports qui arrivent ensuite ne seront plus comptés.
dashboard-collect-yes = Recueillir maintenant
dashboard-silent = { $tasks ->
    [one] { $tasks } autre mesure n’a encore reçu aucun rapport.
   *[other] { $tasks } autres mesures n’ont encore reçu aucun rapport.
  }
dashboard-leader-silent = L’organisme qui reçoit les rapports ne répond pas. Les nombres déjà publiés restent ici.
dashboard-unknown = inconnu
dashboard-state = État
dashboard-state-received = Reçus, pas encore recueillis
dashboard-state-too-few = Trop peu de rapports : rien n’est publié
dashboard-state-proving = Vérification en cours : redemandez dans une minute
dashboard-state-unreachable = Pas de réponse : redemandez plus tard
dashboard-state-refused = Refusé ({ $code })
dashboard-method-counts = Chaque classe répond à une question avant la leçon et à une autre après, sur la même compétence. Seuls des comptes par classe partent de l’école : ni nom, ni école, ni heure.
dashboard-method-shares = Chaque rapport est coupé en deux moitiés chiffrées. Deux organismes additionnent chacun leur moitié ; seule la somme de toutes les classes se lit.
dashboard-method-twice = Un élève qui suit deux leçons d’une même compétence compte deux fois.
dashboard-method-causes = Un écart entre avant et après ne prouve pas à lui seul l’effet de la leçon. Les classes qui participent ne représentent pas toutes les classes.
dashboard-later = Pas encore ici :
dashboard-later-say = le bruit, le registre des publications et la connexion par compte. N’ouvrez pas cette page hors de l’académie.
dashboard-leader = Reçoit les rapports
dashboard-helper = Second organisme
dashboard-other-language = العربية
