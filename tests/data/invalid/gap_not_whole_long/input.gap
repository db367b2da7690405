2 1
5
reviewer1,reviewer2,reviewer3,reviewer4,reviewer5,reviewer6
1
1
1 1
