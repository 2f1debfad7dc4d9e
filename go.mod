module github.com/saysonews/sayso

go 1.26
