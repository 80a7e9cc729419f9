# The teacher's desk. Adults: plain, one sentence first.

desk-title = Bureau de l’enseignant
desk-session = Séance
desk-reports = Ce qui part
desk-open-title = Ouvrir une séance
desk-open-say = Les élèves qui rejoignent jouent la même leçon. Aucun nom n’est demandé.
desk-lesson = Leçon
desk-level = Niveau
desk-level-of = { $level ->
    [one] { $level }re année
   *[other] { $level }e année
  }
desk-directorate = Direction provinciale
desk-no-directorate = Aucune : rien ne partira
desk-open = Ouvrir la séance
desk-minutes = { $minutes } min
desk-ages = { $ages } ans
desk-join-title = Rejoindre la séance
desk-join-say = Sur chaque appareil, ouvrez cette adresse :
desk-join-here = Sur cet ordinateur, les élèves jouent à tour de rôle dans l’autre fenêtre.
desk-no-network = Cet ordinateur n’est relié à aucun réseau local. Les élèves peuvent jouer ici à tour de rôle, ou branchez un point d’accès Wi-Fi, même sans internet.
desk-board = La classe
desk-nobody = Personne n’a encore rejoint la séance.
desk-pupils = { $pupils ->
    [0] aucun élève
    [one] { $pupils } élève
   *[other] { $pupils } élèves
  }
desk-finished = { $finished ->
    [one] { $finished } a fini
   *[other] { $finished } ont fini
  } sur { $pupils }
desk-answered = { $answered } sur { $items }
desk-close = Fermer la séance
desk-close-ask = Fermer maintenant ? Les réponses déjà données sont gardées.
desk-keep-open = Continuer la séance
desk-result = Résultat de la classe
desk-result-stays = Ces nombres restent sur cet ordinateur.
desk-result-one = { $after } élèves sur { $pupils } savent répondre après la leçon ; ils étaient { $before } avant.
desk-cell-right-right = Savaient déjà
desk-cell-wrong-right = Ont appris
desk-cell-right-wrong = Ont hésité après
desk-cell-wrong-wrong = À reprendre ensemble
desk-cell-not-completed = N’ont pas tout répondu
desk-unit = Un carreau = un élève, sans nom
desk-leaves = Ce qui part vers l’académie
desk-leaves-say = Les { $cells } nombres de ce tableau, coupés en deux moitiés chiffrées. Chaque moitié va à un organisme différent ; aucune ne dit rien seule.
desk-leaves-not = Ne partent jamais : les animaux, les réponses de chacun, le nom de l’école, l’heure, cet ordinateur.
desk-leaves-with = Avec : { $directorate }, { $level }, leçon { $lesson }, période { $period }.
desk-no-report-no-task-list = Rien ne part : l’académie n’a pas encore donné sa liste à cet ordinateur.
desk-no-report-no-directorate = Rien ne part : aucune direction n’a été choisie.
desk-no-report-no-task = Rien ne part : l’académie ne mesure pas cette leçon à ce niveau.
desk-no-report-no-pupils = Rien ne part : aucun élève n’a joué.
desk-no-report-too-many-pupils = Rien ne part : plus de 60 élèves. Faites deux séances.
desk-reports-say = Chaque séance fermée laisse un pli scellé. Il attend ici jusqu’à ce que l’académie l’ait compté.
desk-reports-none = Aucun pli pour l’instant.
desk-send = Envoyer maintenant
desk-again = Nouvelle séance
desk-state-pending = En attente
desk-state-unreachable = L’académie ne répond pas : le pli attend
desk-state-counted = Reçu par l’académie
desk-state-refused = Refusé par l’académie
desk-bytes = { $bytes } octets
desk-practice = Aucune liste de l’académie sur cet ordinateur : la séance marche, rien ne part.

competency-C1 = Mes données
competency-C2 = Vie privée
competency-C3 = Comprendre la technique
competency-C4 = Qui gagne quoi
competency-C5 = Connaître la loi
competency-C6 = Donner le minimum
competency-C7 = Mes droits
competency-C8 = Me protéger
competency-C9 = Respecter les autres

desk-choose = Choisissez une leçon et un niveau.
desk-open-leaves = Quand la séance se ferme, seuls les totaux de la classe partent, coupés en deux moitiés chiffrées. La direction, le niveau, la leçon et la période les accompagnent.
desk-stays = Ce qui reste ici
desk-board-say = On voit qui avance, jamais ce qui est répondu.
desk-qr = Code QR de cette adresse
desk-other-addresses = Si elle ne s’ouvre pas :
desk-result-nobody = Aucun élève n’a répondu avant et après.
desk-sending = Envoi en cours…
desk-period = Période
desk-size = Taille
desk-state = État
desk-see-reports = Voir l’envoi
desk-language-ar = العربية
desk-language-fr = Français
