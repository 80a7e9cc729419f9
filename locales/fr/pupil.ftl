# What children read and hear. First person, no mark of gender, no "wrong".
# Words marked UI.1 to UI.6 in the lessons' design are the same in all lessons.

go-on = Je continue
try-another-way = J’essaie un autre chemin
do-not-know = Je ne sais pas
ask-an-adult = Je demande à un adulte
hint-please = Un indice, s’il te plaît
motto = Stop, je réfléchis, je demande.
motto-stop = Stop
motto-think = Je réfléchis
motto-ask = Je demande

listen = Écouter
listen-all = Tout écouter
sound-on = Le son est allumé
sound-off = Le son est éteint
back = Retour
home = Retour au derb
contrast = Couleurs fortes
loading = Un instant…
try-again = On réessaie

hello-language = Dans quelle langue ?
hello-animal = Je choisis mon animal
hello-colour = Je choisis ma couleur
hello-age = Quel chemin ?
hello-no-name = Sans nom, sans photo
hello-go = C’est parti
hello-who = Qui joue ?
hello-new = Quelqu’un d’autre
hello-notice = Ici, personne ne demande mon nom. Mes réponses restent sur cet appareil. Elles m’aident à apprendre.
hello-taken = Cet animal de cette couleur est déjà pris. J’en choisis un autre.

age-early = 6 à 8 ans
age-later = 9 à 12 ans

language-ar = اَلْعَرَبِيَّةُ
language-fr = Français

avatar = { $animal }, { $colour }
animal-fennec = le fennec
animal-cat = le chat
animal-tortoise = la tortue
animal-stork = la cigogne
animal-owl = le hibou
animal-camel = le dromadaire
animal-hedgehog = le hérisson
animal-macaque = le singe
colour-majorelle = bleu
colour-saffron = jaune
colour-mint = vert
colour-terra = brique
colour-rose = rose
colour-sky = bleu ciel

map-title = Mon derb
map-now = On continue ici
map-done = Porte ouverte
map-to-come = Porte à venir
map-change = Changer d’enfant
map-sun = { $done ->
    [one] { $done } éclat de soleil sur { $all }
   *[other] { $done } éclats de soleil sur { $all }
  }
map-empty = Les leçons arrivent bientôt.
map-nothing-yet = J’ouvre une première porte, et je reviens voir ici.
map-class = La classe joue ici

lesson-step = Étape { $step } sur { $steps }
lesson-before = Avant de jouer
lesson-before-say = Quelques questions pour commencer. Toutes les réponses sont bienvenues.
lesson-after = Après le jeu
lesson-after-say = Encore quelques questions. Toutes les réponses sont bienvenues.
lesson-start = On commence
lesson-skip-capsule = Je passe
lesson-capsule-again = Je regarde encore
lesson-sort-how = Je touche une carte, puis un panier.
lesson-sort-back = Je reprends : { $card }
lesson-clues-how = Je touche ce qui me semble bizarre.
lesson-clues-look = Je regarde aussi ceci…
lesson-clues-also = Il y avait aussi…
lesson-found = Indices trouvés
lesson-found-more = { $left ->
    [one] Encore un à trouver
   *[other] Encore { $left } à trouver
  }
lesson-found-all = Tout est trouvé
lesson-decide = Qu’est-ce que je fais ?
lesson-decide-open = Je décide
lesson-learned = Ce que j’ai appris
lesson-finish = Retour au derb
lesson-sun = Un éclat de soleil de plus

feedback-choice = Mon choix
feedback-then = Que se passe-t-il ?
feedback-because = Parce que
feedback-else = Quoi d’autre ?
feedback-ask = À qui demander ?

who-h-zohra = mamie
who-h-mother = maman
who-h-father = papa
who-h-brahim = mon enseignant
who-h-salma = Salma
who-h-anas = Anas
who-h-yassine = Yassine
who-h-tiziri = Tiziri
who-h-mina = Mina
who-g7-h-aunt = ma tante
who-g7-h-head = la direction
who-g7-h-cousin = un cousin patient
who-friend = un ami

help-title = Je demande à un adulte
help-say = Un adulte en qui j’ai confiance m’écoute.
help-close = Je reviens

adults = Espace des adultes

refusal-not-for-you = Cette page est pour l’enseignant.
refusal-only-on-this-machine = Cela se fait seulement sur l’ordinateur de la classe.
refusal-bad-request = L’application et l’appareil ne se comprennent pas. Rechargez la page.
refusal-unknown-lesson = Cette leçon n’est pas sur cet ordinateur.
refusal-unknown-learner = Cet appareil ne connaît pas encore cet enfant. On choisit un animal.
refusal-unknown-attempt = Cette partie a été effacée. On recommence la leçon.
refusal-unknown-item = Cette question n’est pas dans la leçon.
refusal-response-does-not-fit = Cette réponse ne va pas avec la question.
refusal-answered-otherwise = Une autre réponse est déjà gardée ici.
refusal-avatar-taken = Cet animal de cette couleur est déjà pris. J’en choisis un autre.
refusal-room-full = La classe est complète.
refusal-session-open = Une séance est déjà ouverte. Fermez-la d’abord.
refusal-no-session = Aucune séance n’est ouverte.
refusal-unknown-directorate = Cette direction n’est pas dans la liste de l’académie.
refusal-bad-level = Le niveau va de 1 à 6.
refusal-disk-full = Le disque est plein. Libérez de la place : rien n’est perdu.
refusal-store-broken = Le fichier des réponses ne s’ouvre pas. Une copie est gardée ; appelez la personne qui s’occupe du poste.
refusal-offline = L’ordinateur de la classe ne répond pas. On attend un peu.

lesson-capsule-pause = Pause
lesson-capsule-play = Je regarde la suite
lesson-capsule-next = Image suivante
lesson-capsule-previous = Image précédente
lesson-capsule-shot = Image { $shot } sur { $shots }
choice-confirm = C’est mon choix
