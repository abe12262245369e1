-- How many communes, wards and special zones there are today.
SELECT count(*) AS communes FROM area WHERE level = 'commune' AND valid_to IS NULL
